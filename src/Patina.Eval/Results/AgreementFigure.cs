namespace Patina.Eval.Results;

/// <summary>How far another way of computing the same model gives the same vectors.</summary>
/// <param name="Runtime">The other one.</param>
/// <param name="Precision">The other one's; null for the model's own.</param>
/// <param name="LowestCosine">Between the two vectors of a text, over a fixed set of texts.</param>
public sealed record AgreementFigure(string Runtime, string? Precision, double LowestCosine);
