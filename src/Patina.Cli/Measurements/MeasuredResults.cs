using System.Globalization;
using Patina.Cli.Advice;
using Patina.Eval.Results;
using Patina.Memory;
using Patina.Oxidize.Evaluation;
using Patina.Sharing.Recipes;
using Shown = Patina.Report.Data;

namespace Patina.Cli.Measurements;

/// <summary>The newest of what was measured of each model on a project, in the forms that report, advice and recipes take.</summary>
internal sealed class MeasuredResults
{
    /// <summary>What a shared recipe has room for beside its projections.</summary>
    private const int MostFigures = 40;

    /// <summary>The length of texts that is most like chunks of code.</summary>
    private const string ChunkLength = "medium";

    private readonly IReadOnlyList<MeasuredResult> _quality;
    private readonly IReadOnlyList<MeasuredResult> _speed;

    private MeasuredResults(IReadOnlyList<MeasuredResult> results)
    {
        _quality = Newest(results.Where(result => result.Quality is { Count: > 0 }));
        _speed = Newest(results.Where(result => result.Speed is { Count: > 0 }));
    }

    /// <param name="refused">Told of each file that cannot be read.</param>
    /// <param name="here">Only what this machine measured.</param>
    public static MeasuredResults Read(ProjectLayout project, Action<string> refused, bool here)
    {
        var machine = Hardware.OfThisMachine();
        return new MeasuredResults([.. new ResultStore(project).Read(refused).Where(result => !here || result.Hardware.IsSameMachine(machine))]);
    }

    public Shown.ProjectReport In(Shown.ProjectReport report) => report with
    {
        Quality = [.. _quality.SelectMany(result => result.Quality!.SelectMany(figure => ShownOf(result, figure)))],
        Speed = [.. _speed.Select(ShownOf)],
    };

    public IReadOnlyList<MeasuredModel> Models() =>
    [
        .. _speed.Concat(_quality).Select(result => (result.Model, result.Runtime)).Distinct()
            .Select(model => new MeasuredModel(model.Model, model.Runtime, SpeedOf(model), QualityOf(model))),
    ];

    /// <summary>Figures of one model, as a shared recipe has them.</summary>
    public IReadOnlyList<MeasuredFigure> Figures(string model) =>
    [
        .. _quality.Where(result => result.Model == model).SelectMany(result => result.Quality!)
            .Where(figure => figure.Ranking is "vectors" or "fused").Take(MostFigures)
            .Select(figure => new MeasuredFigure(figure.Set, figure.Ranking, "mrr", figure.Mrr.Mean, figure.Mrr.Low, figure.Mrr.High, figure.Queries)),
    ];

    private double? SpeedOf((string Model, string Runtime) model) => _speed
        .Where(result => (result.Model, result.Runtime) == model).SelectMany(result => result.Speed!)
        .Where(figure => figure.Texts == ChunkLength).Select(figure => (double?)figure.TextsPerSecond).Max();

    private string? QualityOf((string Model, string Runtime) model) => _quality
        .Where(result => (result.Model, result.Runtime) == model).SelectMany(result => result.Quality!)
        .Where(figure => figure.Ranking == "fused").MaxBy(figure => figure.Queries) is { } best
        ? string.Create(CultureInfo.InvariantCulture, $"MRR {best.Mrr.Mean:0.000} [{best.Mrr.Low:0.000}, {best.Mrr.High:0.000}] on {best.Queries} questions ({best.Set})")
        : null;

    /// <summary>A model that several runtimes or precisions of were measured is told by these as well.</summary>
    private string LabelOf(MeasuredResult result) =>
        _quality.Count(other => other.Model == result.Model) == 1 ? result.Model : $"{result.Model} ({string.Join(' ', new[] { result.Runtime, result.Precision }.OfType<string>())})";

    private IEnumerable<Shown.QualityFigure> ShownOf(MeasuredResult result, QualityFigure figure)
    {
        (string Metric, Interval Value)[] metrics =
        [
            ("mrr", figure.Mrr), ("first", figure.First), ("recall_at_5", figure.RecallAt5), ("recall_at_10", figure.RecallAt10), ("ndcg_at_10", figure.NdcgAt10),
        ];
        return metrics.Select(metric => new Shown.QualityFigure(
            LabelOf(result), figure.Set, figure.Ranking, metric.Metric, metric.Value.Mean, metric.Value.Low, metric.Value.High, figure.Queries));
    }

    private Shown.SpeedFigure ShownOf(MeasuredResult result)
    {
        var embedded = _quality.FirstOrDefault(other => (other.Model, other.Runtime, other.Precision) == (result.Model, result.Runtime, result.Precision));
        var alone = result.Speed!.Where(figure => figure.Batch == 1).Select(figure => figure.TextsPerSecond).DefaultIfEmpty().Max();
        return new Shown.SpeedFigure(
            result.Model, result.Runtime, result.Precision ?? "", alone > 0 ? 1000 / alone : 0, result.Speed!.Max(figure => figure.TextsPerSecond), embedded?.Cost?.PaddingShare);
    }

    /// <summary>Results come oldest first.</summary>
    private static List<MeasuredResult> Newest(IEnumerable<MeasuredResult> results) =>
        [.. results.GroupBy(result => (result.Model, result.Runtime, result.Precision)).Select(same => same.Last())];
}
