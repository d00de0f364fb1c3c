using Patina.Numerics;
using Patina.Tokenizers;

namespace Patina.Tests.Tokenizers;

/// <summary>Ids alone are made word by word where the pipeline allows; with ranges the whole text goes through all stages.</summary>
public sealed class WordByWordTests
{
    /// <summary>Characters that stages treat in ways of their own, alone or beside each other.</summary>
    private static readonly string[] Pieces =
    [
        "a", "z", "Q", "B", "7", "0", "_", "-", "<", "=", ">", " ", "\n", "\t", ".", "(", "é", "e\u0301", "\u0301", "\u0338", "ﬁ", "½", "Ⅻ", "ß", "İ", "Σ", "漢", "カ",
        "ｶﾞ", "한", "\u1112\u1161\u11AB", "🤷‍♀️", "𝐀", "\u00A0", "\u3000", "\u200D", "´", "12345", "123456", "parseHTTPHeader", "abcdefghijklmnopqrstuvwxyzabcd", "\0", "\uFFFE",
    ];

    private readonly Tokenizer _tokenizer = Tokenizer.Load(Path.Combine(AppContext.BaseDirectory, "models", "patina-static-v1", "tokenizer.json"));

    [Fact]
    public void Encode_AnyMixtureOfCharacters_GivesTheIdsOfTheWholeText()
    {
        var random = new SeededRandom(5);
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, 1 + random.Next(12)).Select(_ => Pieces[random.Next(Pieces.Length)]));
            var ids = new List<int>();
            _tokenizer.Encode(text, ids);
            Assert.Equal(_tokenizer.Encode(text).Ids, ids);
        }
    }

    [Fact]
    public void Encode_LoneSurrogates_AreThoseOfTheWholeText()
    {
        foreach (var text in new[] { "a\uD800b", "\uDC00x", "x <\uD83E", "\uD83E\uDD37\uD83E" })
        {
            var ids = new List<int>();
            _tokenizer.Encode(text, ids);
            Assert.Equal(_tokenizer.Encode(text).Ids, ids);
        }
    }
}
