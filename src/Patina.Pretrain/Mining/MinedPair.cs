namespace Patina.Pretrain.Mining;

/// <summary>Two texts that should lie near each other.</summary>
/// <param name="Query">The shorter side; empty for <see cref="PairKind.Pool"/>.</param>
/// <param name="Head">The few words that name the other side; empty: its first words count as such.</param>
/// <param name="Text">The other side.</param>
internal readonly record struct MinedPair(PairKind Kind, string Query, string Head, string Text);
