using Patina.Tokenizers.Pipeline;
using static Patina.Tokenizers.Models.BpeScratch;

namespace Patina.Tokenizers.Models;

/// <summary>Byte-pair encoding: begins with the characters of a word and merges pairs, those of the lowest rank first.</summary>
internal sealed class BpeModel : CachingModel
{
    /// <summary>Up to this many symbols, looking at all pairs for the best one is faster than keeping a queue.</summary>
    private const int ShortWord = 32;

    /// <summary>Characters below this have their ids in a table; all 256 of the byte-level alphabet are.</summary>
    private const int TableSize = 512;

    private const int Missing = -1;

    private readonly MergeTable _merges;
    private readonly BpeOptions _options;
    private readonly bool _hasAffixes;
    private readonly ByteTokens? _bytes;
    private readonly int[] _characters = new int[TableSize];

    public BpeModel(Vocabulary vocabulary, MergeTable merges, BpeOptions options) : base(vocabulary)
    {
        _merges = merges;
        _options = options;
        _hasAffixes = options.Prefix.Length + options.Suffix.Length > 0;
        _bytes = options.ByteFallback ? new ByteTokens(vocabulary) : null;
        UnknownId = options.Unknown is { } unknown ? vocabulary.IdOf(unknown) : null;
        for (var unit = 0; unit < TableSize; unit++)
            _characters[unit] = vocabulary.TryGetId([(char)unit], out var id) ? id : Missing;
    }

    public override int? UnknownId { get; }

    public override CachingScratch CreateScratch() => new BpeScratch();

    protected override void Cut(ReadOnlySpan<char> word, int position, TokenList tokens, CachingScratch scratch)
    {
        if (_options.IgnoreMerges && Vocabulary.TryGetId(word, out var id))
            tokens.Add(id, position, position + word.Length);
        else
            Merge(word, position, tokens, (BpeScratch)scratch);
    }

    private void Merge(ReadOnlySpan<char> word, int position, TokenList tokens, BpeScratch scratch)
    {
        Begin(word, scratch);
        if (scratch.Count <= ShortWord)
            MergeShort(scratch);
        else
            MergeLong(scratch);
        foreach (ref readonly var symbol in scratch.Symbols)
            if (symbol.Id != Missing)
                tokens.Add(symbol.Id, position + symbol.Start, position + symbol.End);
    }

    /// <summary>Makes a symbol of each character.</summary>
    private void Begin(ReadOnlySpan<char> word, BpeScratch scratch)
    {
        scratch.Count = 0;
        var (unknownStart, unknownEnd) = (0, 0);
        for (var start = 0; start < word.Length;)
        {
            var end = start + (char.IsHighSurrogate(word[start]) ? 2 : 1);
            var text = _hasAffixes ? Affix(word, start, end) : word[start..end];
            if (FindCharacter(text) is var id and not Missing)
            {
                FlushUnknown(scratch, unknownStart, ref unknownEnd);
                scratch.Add(id, start, end);
            }
            else if (!TrySpell(text, start, end, scratch) && _options.Unknown is not null)
            {
                if (!_options.FuseUnknown)
                    FlushUnknown(scratch, unknownStart, ref unknownEnd);
                if (unknownEnd == 0)
                    unknownStart = start;
                unknownEnd = end;
            }

            start = end;
        }

        FlushUnknown(scratch, unknownStart, ref unknownEnd);
    }

    /// <param name="end">Where the unknown text that waits ends; 0 if there is none.</param>
    private void FlushUnknown(BpeScratch scratch, int start, ref int end)
    {
        if (end == 0)
            return;
        scratch.Add(UnknownId ?? throw Unknown([], _options.Unknown), start, end);
        end = 0;
    }

    private string Affix(ReadOnlySpan<char> word, int start, int end) => string.Concat(
        start > 0 ? _options.Prefix : "", word[start..end], end == word.Length ? _options.Suffix : "");

    private int FindCharacter(ReadOnlySpan<char> text)
    {
        if (text is [< (char)TableSize])
            return _characters[text[0]];
        return Vocabulary.TryGetId(text, out var id) ? id : Missing;
    }

    private bool TrySpell(ReadOnlySpan<char> text, int start, int end, BpeScratch scratch)
    {
        if (_bytes is null)
            return false;
        Span<int> ids = stackalloc int[ByteTokens.MostPerUnit * text.Length];
        var count = _bytes.Spell(text, ids);
        foreach (var id in ids[..count])
            scratch.Add(id, start, end);
        return count > 0;
    }

    private void MergeShort(BpeScratch scratch)
    {
        var symbols = scratch.Symbols;
        Span<int> ranks = stackalloc int[ShortWord];
        Span<int> results = stackalloc int[ShortWord];
        var count = symbols.Length;
        for (var i = 0; i + 1 < count; i++)
            ranks[i] = _merges.Find(symbols[i].Id, symbols[i + 1].Id, out results[i]);

        while (BestPair(ranks[..Math.Max(count - 1, 0)]) is var best and not Missing)
        {
            symbols[best].Id = results[best];
            symbols[best].End = symbols[best + 1].End;
            symbols[(best + 2)..count].CopyTo(symbols[(best + 1)..]);
            ranks[(best + 1)..(count - 1)].CopyTo(ranks[best..]);
            results[(best + 1)..(count - 1)].CopyTo(results[best..]);
            count--;
            if (best > 0)
                ranks[best - 1] = _merges.Find(symbols[best - 1].Id, symbols[best].Id, out results[best - 1]);
            if (best + 1 < count)
                ranks[best] = _merges.Find(symbols[best].Id, symbols[best + 1].Id, out results[best]);
        }

        scratch.Count = count;
    }

    /// <summary>The leftmost pair of the lowest rank, or <see cref="Missing"/>.</summary>
    private static int BestPair(ReadOnlySpan<int> ranks)
    {
        // As an unsigned number, no merge is the greatest rank.
        var (best, lowest) = (Missing, uint.MaxValue);
        for (var i = 0; i < ranks.Length; i++)
            if ((uint)ranks[i] < lowest)
                (best, lowest) = (i, (uint)ranks[i]);
        return best;
    }

    private void MergeLong(BpeScratch scratch)
    {
        var symbols = scratch.Symbols;
        var queue = new MergeQueue(scratch.RentQueue());
        for (var i = 0; i + 1 < symbols.Length; i++)
            Offer(ref queue, symbols, i);

        while (queue.TryPop(out var rank, out var left))
        {
            ref var symbol = ref symbols[left];
            // What has merged since it was offered is offered anew, as what it is now.
            if (symbol.Id == Missing || symbol.Next == symbols.Length
                || _merges.Find(symbol.Id, symbols[symbol.Next].Id, out var merged) != rank)
                continue;

            ref var right = ref symbols[symbol.Next];
            (symbol.Id, symbol.End, symbol.Next) = (merged, right.End, right.Next);
            right.Id = Missing;
            if (symbol.Next < symbols.Length)
                symbols[symbol.Next].Previous = left;
            if (symbol.Previous >= 0)
                Offer(ref queue, symbols, symbol.Previous);
            Offer(ref queue, symbols, left);
        }
    }

    private void Offer(ref MergeQueue queue, ReadOnlySpan<Symbol> symbols, int left)
    {
        var next = symbols[left].Next;
        if (next < symbols.Length && _merges.Find(symbols[left].Id, symbols[next].Id, out _) is var rank and not MergeTable.None)
            queue.Push(rank, left);
    }
}
