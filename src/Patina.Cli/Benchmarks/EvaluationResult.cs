using Patina.Embeddings;
using Patina.Eval;
using Patina.Eval.Results;

namespace Patina.Cli.Benchmarks;

/// <summary>Makes a result of an evaluation, to be kept.</summary>
internal static class EvaluationResult
{
    /// <param name="asked">Digest of what was asked.</param>
    public static MeasuredResult Of(ProjectEvaluation evaluation, ModelRow row, string? asked, IEmbeddingEngine engine, ModelEvaluation measured) => new()
    {
        Date = DateTimeOffset.UtcNow,
        Patina = ProductVersion.Current,
        Hardware = Hardware.OfThisMachine(engine.Hardware == "cpu" ? null : engine.Hardware),
        Project = evaluation.Indexed,
        Model = engine.ModelName,
        Runtime = row.Runtime,
        Precision = row.Precision,
        Dimension = engine.Dimension,
        Fingerprint = engine.Fingerprint,
        Files = row.Stamp(),
        Asked = asked,
        Versions = SpeedMeasurement.VersionsOf(row),
        Quality = measured.Quality,
        Cost = measured.Cost,
    };
}
