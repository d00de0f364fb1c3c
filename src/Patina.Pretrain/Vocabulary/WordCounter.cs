using System.Runtime.InteropServices;
using Patina.Tokenizers;

namespace Patina.Pretrain.Vocabulary;

/// <summary>
/// Counts words. They are read off a tokenizer whose only pieces are bytes, so that words are those of the tokenizer that
/// comes of it. Bounded: once so many distinct words are known, new ones are not counted.
/// </summary>
internal sealed class WordCounter
{
    /// <summary>Distinct words that are told apart; a corpus of 64 million words has some 150 thousand.</summary>
    private const int MaxWords = 2_000_000;

    private const int MaxBytes = 48;

    /// <summary>Special pieces before the bytes.</summary>
    private const int FirstByte = 2;

    private readonly Tokenizer _tokenizer = Tokenizer.Parse(TokenizerJson.Write(Bytes()), "tokenizer.json");
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly List<int> _ids = [];

    /// <summary>By word, a character for each byte.</summary>
    public IReadOnlyDictionary<string, long> Counts => _counts;

    /// <summary>The pieces that every vocabulary begins with: two special ones, each byte as a beginning, each byte as a continuation.</summary>
    public static List<string> Bytes() =>
    [
        TokenizerJson.Padding, TokenizerJson.Unknown,
        .. ByteAlphabet.Letters.Select(letter => letter.ToString()),
        .. ByteAlphabet.Letters.Select(letter => TokenizerJson.Continuation + letter),
    ];

    public void Add(string text)
    {
        _ids.Clear();
        _tokenizer.Encode(text, _ids);
        Span<char> word = stackalloc char[MaxBytes];
        var length = 0;
        foreach (var id in _ids)
        {
            var isStart = id < FirstByte + 256;
            if (isStart && length > 0)
                Count(word[..length]);
            length = isStart ? 0 : length;
            if (id >= FirstByte && length < MaxBytes)
                word[length++] = (char)((id - FirstByte) & 0xFF);
        }
        if (length > 0)
            Count(word[..length]);
    }

    private void Count(ReadOnlySpan<char> word)
    {
        var lookup = _counts.GetAlternateLookup<ReadOnlySpan<char>>();
        ref var count = ref CollectionsMarshal.GetValueRefOrNullRef(lookup, word);
        if (!System.Runtime.CompilerServices.Unsafe.IsNullRef(ref count))
            count++;
        else if (_counts.Count < MaxWords)
            lookup[word] = 1;
    }
}
