using System.Numerics;
using System.Runtime.CompilerServices;

namespace Patina.Tokenizers.Models;

/// <summary>Tokens and their ids, both ways. Ids may have holes. Immutable once filled; lookups do not allocate.</summary>
/// <remarks>
/// All tokens lie in one array of units, found through one open-addressing hash table: filling it is most of what opening
/// a model costs, and there is no object for each token.
/// </remarks>
internal sealed class Vocabulary
{
    /// <summary>Ids are below this: the largest vocabularies in use have about 300,000 tokens.</summary>
    public const int MaxIds = 1 << 22;

    private const int None = -1;

    private readonly char[] _text;
    private readonly int[] _starts;
    private readonly int[] _ids;
    private readonly int[] _entryOfId;
    private readonly Slot[] _slots;
    private readonly int _shift;

    /// <param name="text">The tokens, one after the other.</param>
    /// <param name="starts">Where each token begins in <paramref name="text"/>, and where the last one ends.</param>
    /// <param name="ids">The id of each token, from 0 to <see cref="MaxIds"/>, exclusive.</param>
    /// <param name="origin">What messages call the vocabulary.</param>
    /// <exception cref="TokenizerException">A token or an id is there twice.</exception>
    public Vocabulary(char[] text, int[] starts, int[] ids, string origin)
    {
        (_text, _starts, _ids) = (text, starts, ids);
        _slots = new Slot[BitOperations.RoundUpToPowerOf2((uint)Math.Max(ids.Length, 8) * 2)];
        _shift = 64 - BitOperations.Log2((uint)_slots.Length);
        _entryOfId = IndexIds(origin);
        IndexTokens(origin);
    }

    public int Count => _ids.Length;

    /// <summary>One more than the greatest id.</summary>
    public int Limit => _entryOfId.Length;

    /// <summary>Units of the longest token.</summary>
    public int LongestToken { get; private set; }

    public bool TryGetId(ReadOnlySpan<char> token, out int id) => TryGetId(TextHash.Of(token), [], token, out id);

    /// <summary>Finds a token given in two parts.</summary>
    /// <param name="hash"><see cref="TextHash"/> of both parts.</param>
    public bool TryGetId(ulong hash, ReadOnlySpan<char> first, ReadOnlySpan<char> second, out int id)
    {
        var (slots, check) = (_slots, Check(hash));
        for (var slot = (int)(hash >> _shift); slots[slot].Entry != 0; slot = (slot + 1) & (slots.Length - 1))
        {
            if (slots[slot].Check != check || !Is(slots[slot].Entry - 1, first, second))
                continue;
            id = _ids[slots[slot].Entry - 1];
            return true;
        }

        id = None;
        return false;
    }

    public int? IdOf(ReadOnlySpan<char> token) => TryGetId(token, out var id) ? id : null;

    public string? TokenOf(int id) => Has(id) ? new string(SpanOf(id)) : null;

    /// <summary>The token of an id; empty if no token has it.</summary>
    public ReadOnlySpan<char> SpanOf(int id) => Has(id) ? TokenAt(_entryOfId[id]) : [];

    /// <summary>The token at an index from 0 to <see cref="Count"/>, in the order of the file, with its id.</summary>
    public ReadOnlySpan<char> TokenAt(int index, out int id)
    {
        id = _ids[index];
        return TokenAt(index);
    }

    private bool Has(int id) => (uint)id < (uint)_entryOfId.Length && _entryOfId[id] != None;

    private ReadOnlySpan<char> TokenAt(int index) => _text.AsSpan(_starts[index], _starts[index + 1] - _starts[index]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Is(int entry, ReadOnlySpan<char> first, ReadOnlySpan<char> second)
    {
        var token = TokenAt(entry);
        return token.Length == first.Length + second.Length && token.StartsWith(first, StringComparison.Ordinal)
            && token[first.Length..].SequenceEqual(second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Check(ulong hash) => (uint)hash;

    private int[] IndexIds(string origin)
    {
        var limit = 0;
        foreach (var id in _ids)
            limit = Math.Max(limit, id + 1);
        var entries = new int[limit];
        Array.Fill(entries, None);
        for (var i = 0; i < _ids.Length; i++)
        {
            ref var entry = ref entries[_ids[i]];
            if (entry != None)
                throw new TokenizerException(
                    TokenizerError.BadVocabulary, $"{origin}: the id {_ids[i]} of '{TokenAt(i)}' belongs to '{TokenAt(entry)}' already.");
            entry = i;
        }

        return entries;
    }

    private void IndexTokens(string origin)
    {
        for (var entry = 0; entry < _ids.Length; entry++)
        {
            var token = TokenAt(entry);
            LongestToken = Math.Max(LongestToken, token.Length);
            var hash = TextHash.Empty;
            foreach (var unit in token)
                hash = TextHash.Add(hash, unit);
            var slot = (int)(hash >> _shift);
            for (; _slots[slot].Entry != 0; slot = (slot + 1) & (_slots.Length - 1))
                if (_slots[slot].Check == Check(hash) && Is(_slots[slot].Entry - 1, [], token))
                    throw new TokenizerException(TokenizerError.BadVocabulary, $"{origin}: the token '{token}' is there twice.");
            _slots[slot] = new Slot(Check(hash), entry + 1);
        }
    }

    /// <param name="Check">Part of the token's hash, so that most other tokens are told apart without a look at them.</param>
    /// <param name="Entry">Index of the token plus 1; 0 for a free slot.</param>
    private readonly record struct Slot(uint Check, int Entry);
}
