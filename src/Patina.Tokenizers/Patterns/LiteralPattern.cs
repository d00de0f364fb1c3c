namespace Patina.Tokenizers.Patterns;

/// <summary>Finds a fixed string.</summary>
internal sealed class LiteralPattern(string literal) : TextPattern
{
    public override bool TryFind(ReadOnlySpan<char> text, int from, out int start, out int end)
    {
        start = text[from..].IndexOf(literal, StringComparison.Ordinal);
        if (start >= 0)
            start += from;
        end = start + literal.Length;
        return start >= 0;
    }
}
