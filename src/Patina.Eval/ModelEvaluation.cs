using Patina.Eval.Comparison;
using Patina.Eval.Results;

namespace Patina.Eval;

/// <summary>What was measured of one model.</summary>
/// <param name="Outcomes">By query set and ranking, in the order of the figures.</param>
/// <param name="Quality">Their means.</param>
public sealed record ModelEvaluation(string Model, IReadOnlyList<RankingOutcome> Outcomes, IReadOnlyList<QualityFigure> Quality, CostRecord Cost);
