using Patina.Eval;
using Patina.Eval.Comparison;
using Patina.Eval.Results;
using Patina.Eval.Sets;

namespace Patina.Cli.Reports;

/// <summary>What an evaluation gave.</summary>
/// <param name="Results">One per model, to be kept.</param>
/// <param name="Comparisons">All pairs.</param>
internal sealed record EvalReport(
    ProjectRecord Indexed, IReadOnlyList<QuerySet> Sets, IReadOnlyList<QuerySet> TooSmall, IReadOnlyList<ModelEvaluation> Models,
    IReadOnlyList<MeasuredResult> Results, IReadOnlyList<PairedComparison> Comparisons)
{
    private static readonly string[] Compared = ["vectors", "fused"];

    /// <summary>The comparisons that are said in words: models with one another, and within one its rankings with what is simpler.</summary>
    public IEnumerable<PairedComparison> Told => Comparisons.Where(comparison =>
        comparison.One.Model != comparison.Other.Model
            ? Compared.Contains(comparison.One.Ranking)
            : comparison.Other.Ranking == "bm25" || (comparison.Other.Ranking == "vectors" && comparison.One.Ranking != "vectors"));
}
