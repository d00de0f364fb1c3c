using Patina.Tokenizers.Pipeline;
using Patina.Tokenizers.Unicode;

namespace Patina.Tokenizers.PreTokenizers;

/// <summary>Splits at white space and sets every punctuation character apart.</summary>
internal sealed class BertPreTokenizer : WordSplitter
{
    protected override void SplitWord(ReadOnlySpan<char> word, int position, SplitList splits)
    {
        var start = 0;
        for (var i = 0; i < word.Length;)
        {
            if (char.IsAsciiLetterOrDigit(word[i]))
            {
                i++;
                continue;
            }

            var scalar = Scalars.At(word, i, out var units);
            var isSpace = Scalars.IsWhiteSpace(scalar);
            if (isSpace || Scalars.IsPunctuation(scalar))
            {
                splits.Add(position + start, position + i);
                start = i + units;
                if (!isSpace)
                    splits.Add(position + i, position + start);
            }

            i += units;
        }

        splits.Add(position + start, position + word.Length);
    }
}
