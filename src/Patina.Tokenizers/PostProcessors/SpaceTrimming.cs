using Patina.Tokenizers.Pipeline;
using Patina.Tokenizers.Unicode;

namespace Patina.Tokenizers.PostProcessors;

/// <summary>Takes the spaces at both ends of byte-level tokens out of their ranges. Immutable.</summary>
/// <param name="addsPrefixSpace">
/// Whether the pre-tokenizer puts a space before the text; one space at the beginning is not the text's then.
/// </param>
/// <remarks>The Rust library's <c>process_offsets</c>.</remarks>
internal sealed class SpaceTrimming(bool addsPrefixSpace)
{
    /// <summary>Counts the spaces at both ends of a token.</summary>
    public static TokenSpaces Count(ReadOnlySpan<char> token)
    {
        var leading = 0;
        while (leading < token.Length && IsSpace(token[leading]))
            leading++;
        var trailing = 0;
        while (trailing < token.Length && IsSpace(token[^(trailing + 1)]))
            trailing++;
        return new TokenSpaces(leading, trailing);
    }

    public void Apply(TokenList tokens)
    {
        var ranges = tokens.Ranges;
        var spaces = tokens.Spaces;
        for (var i = 0; i < ranges.Length; i++)
        {
            var (leading, trailing) = spaces[i];
            var (start, end) = (ranges[i].Start, ranges[i].End);
            if (addsPrefixSpace && leading == 1 && (i == 0 || start == 0))
                leading = 0;
            if (leading > 0)
                start = Math.Min(start + leading, end);
            if (trailing > 0 && end >= trailing)
                end = Math.Max(end - trailing, start);
            ranges[i] = new TextRange(start, end - start);
        }
    }

    private static bool IsSpace(char unit) => unit == ByteAlphabet.Space || char.IsWhiteSpace(unit);
}
