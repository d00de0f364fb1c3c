using Patina.Tokenizers.Pipeline;
using Patina.Tokenizers.Unicode;

namespace Patina.Tokenizers.PreTokenizers;

/// <summary>Splits at characters of one kind, each a delimiter of its own.</summary>
internal sealed class ScalarSplitter(Func<int, bool> isDelimiter, SplitBehavior behavior) : WordSplitter
{
    public bool DropsSpaces => behavior == SplitBehavior.Removed && isDelimiter(' ');

    protected override void SplitWord(ReadOnlySpan<char> word, int position, SplitList splits)
    {
        var parts = new SplitWriter(splits, behavior);
        var start = 0;
        for (var i = 0; i < word.Length;)
        {
            var isSplit = isDelimiter(Scalars.At(word, i, out var units));
            if (isSplit)
            {
                if (start < i)
                    parts.Add(position + start, position + i, isDelimiter: false);
                start = i + units;
                parts.Add(position + i, position + start, isDelimiter: true);
            }

            i += units;
        }

        if (start < word.Length)
            parts.Add(position + start, position + word.Length, isDelimiter: false);
        parts.Finish();
    }
}
