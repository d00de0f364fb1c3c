using Patina.Tokenizers.Pipeline;

namespace Patina.Tokenizers.PreTokenizers;

/// <summary>A pre-tokenizer that leaves the text as it is and treats each word by itself.</summary>
internal abstract class WordSplitter : PreTokenizer
{
    public sealed override void PreTokenize(TextBuffer text, SplitList splits)
    {
        ReadOnlySpan<char> units = text.Text;
        splits.Begin();
        foreach (var split in splits.Splits)
        {
            if (split.IsWord)
                SplitWord(units[split.Start..split.End], split.Start, splits);
            else
                splits.Add(split.Start, split.End, split.TokenId);
        }

        splits.Commit();
    }

    /// <summary>Adds the parts of a word.</summary>
    /// <param name="word">Not empty.</param>
    /// <param name="position">Index of its first unit, from which ranges count.</param>
    protected abstract void SplitWord(ReadOnlySpan<char> word, int position, SplitList splits);
}
