using Patina.Tokenizers.Pipeline;
using static Patina.Tokenizers.Models.UnigramScratch;

namespace Patina.Tokenizers.Models;

/// <summary>
/// Cuts a word so that the scores of its pieces sum to the greatest number (Viterbi). A character that is no piece is unknown;
/// unknown ones side by side are one token, or one for each of their bytes.
/// </summary>
internal sealed class UnigramModel : CachingModel
{
    private const double UnknownPenalty = 10;

    private readonly TokenTrie _pieces = new();
    private readonly double[] _scores;
    private readonly double _unknownScore;
    private readonly ByteTokens? _bytes;

    /// <param name="scores">The score of each id.</param>
    /// <param name="unknownId">Null if there is no token for the unknown.</param>
    public UnigramModel(Vocabulary vocabulary, double[] scores, int? unknownId, bool byteFallback) : base(vocabulary)
    {
        _scores = scores;
        _unknownScore = scores.DefaultIfEmpty().Min() - UnknownPenalty;
        _bytes = byteFallback ? new ByteTokens(vocabulary) : null;
        UnknownId = unknownId;
        for (var i = 0; i < vocabulary.Count; i++)
            if (vocabulary.TokenAt(i, out var id) is { Length: > 0 } piece)
                _pieces.Add(piece, id);
    }

    public override int? UnknownId { get; }

    public override CachingScratch CreateScratch() => new UnigramScratch();

    protected override void Cut(ReadOnlySpan<char> word, int position, TokenList tokens, CachingScratch scratch)
    {
        var own = (UnigramScratch)scratch;
        var endings = own.RentEndings(word.Length);
        for (var start = 0; start < word.Length;)
            start += Extend(word, start, endings);

        var pieces = 0;
        for (var end = word.Length; end > 0; end = endings[end].Start)
            pieces++;
        var path = own.RentPath(pieces);
        for (var end = word.Length; end > 0; end = endings[end].Start)
            path[--pieces] = endings[end];
        AddPieces(word, path, position, tokens);
    }

    /// <summary>Tries all pieces that begin at a place.</summary>
    /// <returns>Units of the character there.</returns>
    private int Extend(ReadOnlySpan<char> word, int start, Span<Ending> endings)
    {
        var units = char.IsHighSurrogate(word[start]) ? 2 : 1;
        var score = endings[start].Score;
        var isKnown = false;
        var node = TokenTrie.Root;
        for (var end = start; end < word.Length;)
        {
            node = _pieces.Child(node, word[end++]);
            if (node == TokenTrie.None)
                break;
            var id = _pieces.Value(node);
            if (id == TokenTrie.None)
                continue;
            Offer(ref endings[end], new Ending(score + _scores[id], id, start));
            isKnown |= end == start + units;
        }

        if (!isKnown)
            OfferUnknown(word, start, units, score, endings);
        return units;
    }

    private void OfferUnknown(ReadOnlySpan<char> word, int start, int units, double score, Span<Ending> endings)
    {
        var unknown = new Ending(score + _unknownScore, UnknownId ?? -1, start);
        if (Offer(ref endings[start + units], unknown) && UnknownId is null)
            throw Unknown(word.Slice(start, units), null);
    }

    private static bool Offer(ref Ending best, Ending candidate)
    {
        if (best.Start != Ending.Unreached && candidate.Score <= best.Score)
            return false;
        best = candidate;
        return true;
    }

    private void AddPieces(ReadOnlySpan<char> word, ReadOnlySpan<Ending> path, int position, TokenList tokens)
    {
        for (var i = 0; i < path.Length;)
        {
            var next = i + 1;
            while (path[i].Id == UnknownId && next < path.Length && path[next].Id == UnknownId)
                next++;
            var (start, end) = (path[i].Start, next < path.Length ? path[next].Start : word.Length);
            if (path[i].Id == UnknownId)
                AddUnknown(word[start..end], position + start, tokens);
            else
                tokens.Add(path[i].Id, position + start, position + end);
            i = next;
        }
    }

    private void AddUnknown(ReadOnlySpan<char> text, int position, TokenList tokens)
    {
        var end = position + text.Length;
        if (Vocabulary.TryGetId(text, out var id))
        {
            tokens.Add(id, position, end);
            return;
        }

        Span<int> bytes = text.Length <= 64 ? stackalloc int[64 * ByteTokens.MostPerUnit] : new int[text.Length * ByteTokens.MostPerUnit];
        var count = _bytes?.Spell(text, bytes) ?? 0;
        foreach (var value in bytes[..count])
            tokens.Add(value, position, end);
        if (count == 0)
            tokens.Add(UnknownId!.Value, position, end);
    }
}
