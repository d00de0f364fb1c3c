using System.Globalization;
using Patina.Eval;
using Patina.Eval.Results;
using Patina.Memory;

namespace Patina.Cli.Benchmarks;

/// <summary>
/// Measures rows one after the other and keeps each part as soon as it is measured: load, speed and memory in a process of its own, then
/// what the project's own history asks. Dispose it to remove the copies of the project.
/// </summary>
/// <param name="failed">Told of what could not be measured; the other rows go on.</param>
internal sealed class ModelBenchmark(ProjectLayout project, Action<SkippedRow> failed, IProgress<StageProgress>? progress, CancellationToken cancellation) : IDisposable
{
    private readonly ResultStore _store = new(project);
    private readonly MeasuringProcess _process = new(project, cancellation);
    private readonly Dictionary<string, ProbeVectors?> _vectors = [];
    private ProjectEvaluation? _evaluation;

    /// <returns>The finished rows, in the order of the plan.</returns>
    public IReadOnlyList<MeasuredRow> Run(IReadOnlyList<PlannedRow> plan)
    {
        var measured = new List<(PlannedRow Planned, MeasuredResult Speed, MeasuredResult? Quality)>();
        var left = TimeSpan.FromTicks(plan.Sum(row => row.Estimate.Ticks));
        foreach (var planned in plan)
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Report(new StageProgress($"measuring {planned.Row.Title}", 0, 0) { Detail = string.Create(CultureInfo.InvariantCulture, $"about {left.TotalMinutes:0.0} min left") });
            if (SpeedOf(planned, [.. measured.Select(row => row.Speed)]) is { } speed)
                measured.Add((planned, speed, planned.MeasuresQuality ? MeasureQuality(planned) : planned.Quality));
            left -= planned.Estimate;
        }

        MeasuredResult[] speeds = [.. measured.Select(row => row.Speed)];
        return
        [
            .. measured.Select(row => new MeasuredRow(
                row.Speed, row.Quality, row.Planned.Speed is not null, row.Planned.Quality is not null, CosineToFp32(row.Speed, speeds), AgreementOf(row.Speed, speeds))),
        ];
    }

    public void Dispose() => _evaluation?.Dispose();

    /// <returns>Null where it failed.</returns>
    private MeasuredResult? SpeedOf(PlannedRow planned, IReadOnlyList<MeasuredResult> before)
    {
        if (planned.Speed is not null)
            return planned.Speed;
        try
        {
            var speed = _process.Measure(planned.Row);
            var agreement = AgreementOf(speed, before);
            speed = speed with { Cost = speed.Cost! with { LowestCosineToFp32 = CosineToFp32(speed, before), Agreement = agreement.Count == 0 ? null : agreement } };
            _store.Add(speed);
            return speed;
        }
        catch (Exception failure) when (Failure.IsExpected(failure) && !cancellation.IsCancellationRequested)
        {
            failed(new SkippedRow(planned.Row.Name, planned.Row.Runtime, planned.Row.Precision, failure.Message));
            return null;
        }
    }

    /// <returns>Null where it failed.</returns>
    private MeasuredResult? MeasureQuality(PlannedRow planned)
    {
        var row = planned.Row;
        try
        {
            _evaluation ??= ProjectEvaluation.Prepare(project, progress, cancellation);
            using var engine = row.Model.Open(cancellation);
            var quality = EvaluationResult.Of(_evaluation, row, planned.Asked, engine, _evaluation.Measure(row.Recipe, engine, progress, cancellation));
            _store.Add(quality);
            return quality;
        }
        catch (Exception failure) when (Failure.IsExpected(failure) && !cancellation.IsCancellationRequested)
        {
            failed(new SkippedRow(row.Name, row.Runtime, row.Precision, $"Its answers could not be measured: {failure.Message}"));
            return null;
        }
    }

    /// <summary>With the same runtime's if there are, else with another's; 1 for those in 32 bits themselves.</summary>
    private double? CosineToFp32(MeasuredResult result, IReadOnlyList<MeasuredResult> others)
    {
        const string full = "fp32";
        if (result.Precision == full)
            return 1;
        var reference = others.Where(other => other.Model == result.Model && other.Precision == full).OrderByDescending(other => other.Runtime == result.Runtime).FirstOrDefault();
        return reference is null ? null : Cosine(result, reference);
    }

    private List<AgreementFigure> AgreementOf(MeasuredResult result, IReadOnlyList<MeasuredResult> others) =>
    [
        .. others.Where(other => other.Model == result.Model && other.Runtime != result.Runtime && other.Precision == result.Precision)
            .Select(other => (other, Cosine: Cosine(result, other))).Where(pair => pair.Cosine is not null)
            .Select(pair => new AgreementFigure(pair.other.Runtime, pair.other.Precision, pair.Cosine!.Value)),
    ];

    private double? Cosine(MeasuredResult one, MeasuredResult other) => VectorsOf(one) is { } mine && VectorsOf(other) is { } theirs ? mine.LowestCosine(theirs) : null;

    private ProbeVectors? VectorsOf(MeasuredResult result)
    {
        if (!_vectors.TryGetValue(result.Files!, out var vectors))
            _vectors.Add(result.Files!, vectors = ProbeVectors.Read(ProbeVectors.PathFor(result.Files!)));
        return vectors;
    }
}
