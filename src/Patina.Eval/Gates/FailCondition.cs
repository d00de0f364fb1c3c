using System.Globalization;
using Patina.Eval.Results;
using Patina.Oxidize.Evaluation;

namespace Patina.Eval.Gates;

/// <summary>A figure that must not be lower: <c>mrr=0.4</c>, <c>commits:recall@5=0.3</c>, <c>commits:vectors:first=0.2</c>.</summary>
/// <param name="Set">Null for every set that is made from the project or kept by it.</param>
/// <param name="Ranking">Null for the fused ranking, or the model's vectors where a set has none.</param>
public sealed record FailCondition(string? Set, string? Ranking, string Metric, double Least)
{
    private static readonly Dictionary<string, Func<QualityFigure, Interval>> Metrics = new(StringComparer.Ordinal)
    {
        ["first"] = figure => figure.First,
        ["mrr"] = figure => figure.Mrr,
        ["recall@5"] = figure => figure.RecallAt5,
        ["recall@10"] = figure => figure.RecallAt10,
        ["ndcg@10"] = figure => figure.NdcgAt10,
    };

    /// <summary>Names of metrics, as conditions call them.</summary>
    public static IReadOnlyCollection<string> MetricNames => Metrics.Keys;

    /// <exception cref="EvalException"><see cref="EvalError.BadCondition"/>.</exception>
    public static FailCondition Parse(string text)
    {
        var sides = text.Split('=', 2);
        var names = sides[0].Split(':');
        if (sides.Length != 2 || names.Length > 3 || !Metrics.ContainsKey(names[^1])
            || !double.TryParse(sides[1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var least) || least > 1)
        {
            throw new EvalException(EvalError.BadCondition,
                $"'{text}': expected [SET:[RANKING:]]METRIC=VALUE with a metric of {string.Join(", ", Metrics.Keys)} and a value from 0 to 1, as in mrr=0.4 or commits:bm25:recall@5=0.3.");
        }

        return new FailCondition(names.Length > 1 ? names[0] : null, names.Length > 2 ? names[1] : null, names[^1], least);
    }

    /// <summary>The figure of a metric.</summary>
    public static Interval ValueOf(QualityFigure figure, string metric) => Metrics[metric](figure);

    /// <summary>The rows that are below; a condition that meets no row at all has failed too.</summary>
    public IReadOnlyList<FallenRow> Check(string model, IReadOnlyList<QualityFigure> figures)
    {
        var meant = figures.Where(figure => (Set is null || figure.Set == Set) && figure.Ranking == (Ranking ?? MainRanking(figures, figure.Set))).ToList();
        return meant.Count == 0
            ? [new FallenRow(model, Set ?? "any set", Ranking ?? "fused", Metric, null, Least, "there is no such row")]
            : [.. meant.Where(figure => ValueOf(figure, Metric).Mean < Least)
                .Select(figure => new FallenRow(model, figure.Set, figure.Ranking, Metric, ValueOf(figure, Metric).Mean, Least, "below the limit"))];
    }

    private static string MainRanking(IReadOnlyList<QualityFigure> figures, string set) =>
        figures.Any(figure => figure.Set == set && figure.Ranking == "fused") ? "fused" : "vectors";
}
