namespace Patina.Cli.Advice;

/// <summary>A model to try, or not.</summary>
/// <param name="Runtime">What would compute it here.</param>
/// <param name="TextsPerSecond">Expected here.</param>
/// <param name="Minutes">What embedding the whole project for the first time takes at that speed.</param>
/// <param name="Quality">A measured figure, or what its authors say; null for neither.</param>
/// <param name="Refusal">Why it is not advised; null if it is.</param>
/// <param name="Reasons">For people.</param>
internal sealed record ModelAdvice(
    ModelFacts Facts, string Runtime, double TextsPerSecond, FigureSource SpeedSource, double Minutes, string? Quality, FigureSource QualitySource,
    string? Refusal, IReadOnlyList<string> Reasons);
