namespace Patina.Oxidize.Evaluation;

/// <summary>A mean with its 95 % confidence interval.</summary>
public readonly record struct Interval(double Low, double Mean, double High);
