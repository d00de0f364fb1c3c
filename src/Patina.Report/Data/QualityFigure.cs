namespace Patina.Report.Data;

/// <summary>One figure of an evaluation with its 95 % interval.</summary>
/// <param name="Set">Which questions.</param>
/// <param name="Ranking">What answered: <c>bm25</c>, <c>vectors</c>, a projection, <c>fused</c>.</param>
public sealed record QualityFigure(string Model, string Set, string Ranking, string Metric, double Value, double Low, double High, int Questions);
