using System.Buffers;
using System.Text;
using Patina.Tokenizers.Models;
using Patina.Tokenizers.Unicode;

namespace Patina.Tokenizers.AddedTokens;

/// <summary>Finds added tokens in a text: leftmost first, the longest of those. Immutable.</summary>
internal sealed class AddedTokenFinder
{
    private readonly TokenTrie _trie = new();
    private readonly AddedToken[] _tokens;
    private readonly SearchValues<char> _firstUnits;

    public AddedTokenFinder(IReadOnlyList<(string Text, AddedToken Token)> entries)
    {
        _tokens = [.. entries.Select(entry => entry.Token)];
        for (var i = 0; i < entries.Count; i++)
            if (entries[i].Text.Length > 0)
                _trie.Add(entries[i].Text, i);
        _firstUnits = SearchValues.Create([.. entries.Where(entry => entry.Text.Length > 0).Select(entry => entry.Text[0]).Distinct()]);
    }

    /// <summary>Finds the next token.</summary>
    /// <param name="text">Well-formed UTF-16 from <paramref name="taken"/> on.</param>
    /// <param name="from">Where to look from; moved behind the match.</param>
    /// <param name="taken">Text before this index belongs to an earlier token.</param>
    /// <param name="start">Where the token begins, white space that it takes included.</param>
    /// <param name="end">Where it ends, likewise.</param>
    public AddedToken? Next(ReadOnlySpan<char> text, ref int from, int taken, out int start, out int end)
    {
        while (TryMatch(text, ref from, out start, out end) is { } token)
        {
            if (token.SingleWord && (IsWordBefore(text, start) || IsWordAfter(text, end)))
                continue;
            if (token.StripLeft)
                start = Math.Max(taken, text[..start].TrimEnd().Length);
            if (token.StripRight)
                end = text.Length - text[end..].TrimStart().Length;
            return token;
        }

        (start, end) = (text.Length, text.Length);
        return null;
    }

    private AddedToken? TryMatch(ReadOnlySpan<char> text, ref int from, out int start, out int end)
    {
        for (; ; from++)
        {
            var skipped = text[from..].IndexOfAny(_firstUnits);
            if (skipped < 0)
                break;
            from += skipped;
            var (length, index) = _trie.Longest(TokenTrie.Root, text[from..]);
            if (length == 0)
                continue;
            start = from;
            end = from += length;
            return _tokens[index];
        }

        start = end = from = text.Length;
        return null;
    }

    private static bool IsWordBefore(ReadOnlySpan<char> text, int index) =>
        index > 0 && Rune.DecodeLastFromUtf16(text[..index], out var rune, out _) == OperationStatus.Done && Scalars.IsWord(rune.Value);

    private static bool IsWordAfter(ReadOnlySpan<char> text, int index) =>
        index < text.Length && Rune.DecodeFromUtf16(text[index..], out var rune, out _) == OperationStatus.Done && Scalars.IsWord(rune.Value);
}
