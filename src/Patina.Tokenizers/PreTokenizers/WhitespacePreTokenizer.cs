using Patina.Tokenizers.Pipeline;
using Patina.Tokenizers.Unicode;

namespace Patina.Tokenizers.PreTokenizers;

/// <summary>Keeps what <c>\w+|[^\w\s]+</c> matches.</summary>
internal sealed class WhitespacePreTokenizer : WordSplitter
{
    private enum Kind
    {
        Space,
        Word,
        Other,
    }

    protected override void SplitWord(ReadOnlySpan<char> word, int position, SplitList splits)
    {
        var (start, last) = (0, Kind.Space);
        for (var i = 0; i < word.Length;)
        {
            var kind = KindOf(Scalars.At(word, i, out var units));
            if (kind != last)
            {
                if (last != Kind.Space)
                    splits.Add(position + start, position + i);
                (start, last) = (i, kind);
            }

            i += units;
        }

        if (last != Kind.Space)
            splits.Add(position + start, position + word.Length);
    }

    private static Kind KindOf(int scalar) =>
        Scalars.IsWord(scalar) ? Kind.Word : Scalars.IsWhiteSpace(scalar) ? Kind.Space : Kind.Other;
}
