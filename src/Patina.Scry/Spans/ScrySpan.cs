using Patina.Memory.Chunks;

namespace Patina.Scry.Spans;

/// <summary>A whole function, section, note or commit that answers, or where it is too long its title.</summary>
/// <param name="Rank">Of the place it belongs to, from 1.</param>
/// <param name="Text">What to read.</param>
/// <param name="Tokens">About how many tokens place and text are; see <see cref="TokenCount"/>.</param>
/// <param name="IsWhole">False where <paramref name="Text"/> is only the title (a signature, a heading), because the rest did not fit.</param>
public sealed record ScrySpan(int Rank, Chunk Chunk, string Text, int Tokens, bool IsWhole);
