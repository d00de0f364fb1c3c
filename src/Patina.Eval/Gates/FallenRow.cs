namespace Patina.Eval.Gates;

/// <summary>A row of the table that is not as good as it has to be.</summary>
/// <param name="Value">Null where there is no such row.</param>
/// <param name="Least">The limit, or the baseline's mean.</param>
/// <param name="Reason">For people.</param>
public sealed record FallenRow(string Model, string Set, string Ranking, string Metric, double? Value, double Least, string Reason);
