using Patina.Tokenizers.Patterns;
using Patina.Tokenizers.Pipeline;

namespace Patina.Tokenizers.PreTokenizers;

/// <summary>Replaces spaces by a visible mark, and splits before each.</summary>
/// <param name="mark">One character.</param>
internal sealed class MetaspacePreTokenizer(string mark, PrependScheme scheme, bool split) : PreTokenizer
{
    private readonly SplitPreTokenizer? _splitter =
        split ? new SplitPreTokenizer(new LiteralPattern(mark), SplitBehavior.MergedWithNext, invert: false) : null;

    public override bool NeedsOrigins => scheme == PrependScheme.First;

    public override void PreTokenize(TextBuffer text, SplitList splits)
    {
        if (scheme != PrependScheme.Never || mark.Length > 1)
            WordRewriter.Rewrite(text, splits, Rewrite);
        else
            ReplaceInPlace(text.Text, splits.Splits);
        _splitter?.PreTokenize(text, splits);
    }

    private void Rewrite(TextBuffer text, int start, int end)
    {
        if (IsMarkWanted(text, start, end))
            text.Write(mark, start);
        for (var i = start; i < end;)
        {
            var kept = text.Text[i..end].IndexOf(' ');
            kept = kept < 0 ? end - i : kept;
            text.Keep(i, i + kept);
            i += kept;
            if (i < end)
                text.Write(mark, i++);
        }
    }

    private bool IsMarkWanted(TextBuffer text, int start, int end) =>
        scheme != PrependScheme.Never
        && text.Text[start] != ' '
        && !text.Text[start..end].StartsWith(mark)
        && (scheme == PrependScheme.Always || text.OriginStart(start) == 0);

    private void ReplaceInPlace(Span<char> text, ReadOnlySpan<Split> splits)
    {
        foreach (var word in splits)
            if (word.IsWord)
                text[word.Start..word.End].Replace(' ', mark[0]);
    }
}
