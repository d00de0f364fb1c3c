namespace Patina.Scry.Ranking;

/// <param name="Name">As a recipe writes it under <c>ranking</c>.</param>
/// <param name="Value">What holds unless the recipe says otherwise.</param>
/// <param name="Means">What it does.</param>
/// <param name="Measured">What other values gave: nDCG@10 of code search over 381 questions, unless said otherwise.</param>
internal sealed record WeightRow(Weight Weight, string Name, double Value, string Means, string Measured);
