namespace Patina.Memory.Scraping.Code;

/// <summary>A line of a chunk's text and the lines of the file it stands for.</summary>
/// <param name="First">Counted from 0.</param>
/// <param name="Last">Inclusive; beyond <paramref name="First"/> where the line is the signature of something left out.</param>
/// <param name="Depth">How deep in the syntax the line begins; <see cref="int.MaxValue"/> where nothing begins, and a split would be bad.</param>
internal readonly record struct CodeLine(ReadOnlyMemory<char> Text, int First, int Last, int Depth)
{
    public bool IsBlank => Text.Span.IsWhiteSpace();
}
