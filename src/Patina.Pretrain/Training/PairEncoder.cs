using System.Runtime.InteropServices;
using Patina.Pretrain.Mining;
using Patina.Pretrain.Vocabulary;
using Patina.Tokenizers;

namespace Patina.Pretrain.Training;

/// <summary>Turns pairs into counted tokens, cut to the words that training looks at. Not thread-safe.</summary>
internal sealed class PairEncoder
{
    private const int QueryWords = 48;
    private const int HeadWords = 12;
    private const int BodyWords = 128;

    private readonly Tokenizer _tokenizer;
    private readonly bool[] _startsWord;
    private readonly List<int> _ids = [];
    private readonly Dictionary<ushort, int> _places = [];
    private readonly List<ushort> _tokens = [];
    private readonly List<byte> _counts = [];

    public PairEncoder(Tokenizer tokenizer)
    {
        _tokenizer = tokenizer;
        _startsWord = [.. Enumerable.Range(0, tokenizer.VocabularySize).Select(id =>
            tokenizer.IdToToken(id)?.StartsWith(TokenizerJson.Continuation, StringComparison.Ordinal) != true)];
    }

    /// <summary>Appends query, head and body to <paramref name="record"/>, each as a count, tokens and how often they occur.</summary>
    /// <returns>False, and nothing is appended, if a side that is needed has no token.</returns>
    public bool Encode(MinedPair pair, List<byte> record)
    {
        var before = record.Count;
        var hasQuery = Append(pair.Query, QueryWords, record);
        Append(pair.Head.Length > 0 ? pair.Head : pair.Text, HeadWords, record);
        var hasBody = Append(pair.Text, BodyWords, record);
        if (hasBody && (hasQuery || pair.Kind == PairKind.Pool))
            return true;
        record.RemoveRange(before, record.Count - before);
        return false;
    }

    private bool Append(string text, int words, List<byte> record)
    {
        _ids.Clear();
        _tokenizer.Encode(text, _ids, addSpecialTokens: false);
        _places.Clear();
        _tokens.Clear();
        _counts.Clear();
        foreach (var id in _ids)
        {
            if (_startsWord[id] && words-- == 0)
                break;
            var token = (ushort)id;
            if (!_places.TryGetValue(token, out var place))
            {
                _places[token] = _tokens.Count;
                _tokens.Add(token);
                _counts.Add(1);
            }
            else if (_counts[place] < byte.MaxValue)
            {
                _counts[place]++;
            }
        }
        Span<byte> count = [(byte)_tokens.Count, (byte)(_tokens.Count >> 8)];
        record.AddRange(count);
        record.AddRange(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_tokens)));
        record.AddRange(CollectionsMarshal.AsSpan(_counts));
        return _tokens.Count > 0;
    }
}
