namespace Patina.Eval.Results;

/// <summary>How fast a model embeds texts of one length.</summary>
/// <param name="Texts"><c>short</c>, <c>medium</c> or <c>long</c>.</param>
/// <param name="Batch">Texts given at once; the program cuts them into what suits the model.</param>
/// <param name="TextsPerSecond">Texts embedded in a second.</param>
/// <param name="TokensPerSecond">Tokens read in a second, without padding.</param>
public sealed record SpeedFigure(string Texts, int Batch, double TextsPerSecond, double TokensPerSecond);
