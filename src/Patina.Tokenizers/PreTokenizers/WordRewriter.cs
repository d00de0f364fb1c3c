using Patina.Tokenizers.Pipeline;

namespace Patina.Tokenizers.PreTokenizers;

/// <summary>Rewrites words, and keeps track of where they are then.</summary>
internal static class WordRewriter
{
    /// <summary>Writes the unit range of a word anew.</summary>
    public delegate void Rewriter(TextBuffer text, int start, int end);

    public static void Rewrite(TextBuffer text, SplitList splits, Rewriter rewrite)
    {
        text.BeginRewrite();
        splits.Begin();
        foreach (var split in splits.Splits)
        {
            var start = text.Written;
            if (split.IsWord)
                rewrite(text, split.Start, split.End);
            else
                text.Keep(split.Start, split.End);
            splits.Add(start, text.Written, split.TokenId);
        }

        text.EndRewrite();
        splits.Commit();
    }
}
