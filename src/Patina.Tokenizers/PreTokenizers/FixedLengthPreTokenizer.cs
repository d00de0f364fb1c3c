using Patina.Tokenizers.Pipeline;
using Patina.Tokenizers.Unicode;

namespace Patina.Tokenizers.PreTokenizers;

/// <summary>Cuts into parts of as many characters each.</summary>
/// <param name="length">Unicode scalars of a part, at least 1.</param>
internal sealed class FixedLengthPreTokenizer(int length) : WordSplitter
{
    protected override void SplitWord(ReadOnlySpan<char> word, int position, SplitList splits)
    {
        var (start, characters) = (0, 0);
        for (var i = 0; i < word.Length;)
        {
            _ = Scalars.At(word, i, out var units);
            i += units;
            if (++characters < length)
                continue;
            splits.Add(position + start, position + i);
            (start, characters) = (i, 0);
        }

        splits.Add(position + start, position + word.Length);
    }
}
