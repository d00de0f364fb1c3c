namespace Patina.Sharing.Recipes;

/// <summary>One figure of an evaluation with its 95 % interval.</summary>
/// <param name="Set">Which questions: a word such as <c>later-commits</c>.</param>
/// <param name="Ranking">What answered them: <c>base</c>, a projection, <c>fused</c>.</param>
/// <param name="Metric">One of <see cref="Metrics"/>.</param>
public sealed record MeasuredFigure(string Set, string Ranking, string Metric, double Value, double Low, double High, int Questions)
{
    /// <summary>What can be compared between projects, with the least and the greatest possible value.</summary>
    public static IReadOnlyDictionary<string, (double Least, double Most)> Metrics { get; } = new Dictionary<string, (double, double)>
    {
        ["mrr"] = (0, 1),
        ["first"] = (0, 1),
        ["recall_at_5"] = (0, 1),
        ["recall_at_10"] = (0, 1),
        ["ndcg_at_10"] = (0, 1),
        ["mrr_gain"] = (-1, 1),
        ["fused_mrr_gain"] = (-1, 1),
    };
}
