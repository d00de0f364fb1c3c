using Patina.Tokenizers.Patterns;
using Patina.Tokenizers.Pipeline;

namespace Patina.Tokenizers.PreTokenizers;

/// <summary>Splits at what a pattern matches, or inverted: at what it does not match.</summary>
internal sealed class SplitPreTokenizer(TextPattern pattern, SplitBehavior behavior, bool invert) : WordSplitter
{
    protected override void SplitWord(ReadOnlySpan<char> word, int position, SplitList splits)
    {
        var parts = new SplitWriter(splits, behavior);
        var matches = pattern.Matches(word);
        var end = 0;
        while (matches.MoveNext())
        {
            if (end < matches.Start)
                parts.Add(position + end, position + matches.Start, invert);
            end = matches.End;
            parts.Add(position + matches.Start, position + end, !invert);
        }

        if (end < word.Length)
            parts.Add(position + end, position + word.Length, invert);
        parts.Finish();
    }
}
