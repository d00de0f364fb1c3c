using Patina.Tokenizers.Patterns;
using Patina.Tokenizers.Pipeline;
using Patina.Tokenizers.Unicode;

namespace Patina.Tokenizers.PreTokenizers;

/// <summary>Splits into words as GPT-2 does, each with the space in front of it, and replaces text by its bytes.</summary>
/// <param name="addPrefixSpace">Puts a space before what does not begin with one.</param>
/// <param name="words">Splits into words; null to leave that to another pre-tokenizer.</param>
internal sealed class ByteLevelPreTokenizer(bool addPrefixSpace, TextPattern? words) : PreTokenizer
{
    /// <summary>What GPT-2 takes for words.</summary>
    public const string WordExpression = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

    private readonly SplitPreTokenizer? _splitter =
        words is null ? null : new SplitPreTokenizer(words, SplitBehavior.Isolated, invert: false);

    public override void PreTokenize(TextBuffer text, SplitList splits)
    {
        if (addPrefixSpace)
            WordRewriter.Rewrite(text, splits, AddSpace);
        _splitter?.PreTokenize(text, splits);
        if (!ByteAlphabet.TryRewriteAscii(text.Text))
            WordRewriter.Rewrite(text, splits, ByteAlphabet.Write);
    }

    private static void AddSpace(TextBuffer text, int start, int end)
    {
        if (text.Text[start] != ' ')
            text.Write(' ', start);
        text.Keep(start, end);
    }
}
