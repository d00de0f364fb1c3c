namespace Patina.Tests.Tokenizers;

/// <summary>SentencePiece's compiled replacements. Rules of the Rust library.</summary>
public sealed class PrecompiledTests
{
    private static readonly string Map = CharacterMapBuilder.Build(
        ("\uFB01", "fi"), ("A", "a"), ("\t", " "), ("\u00AD", ""), ("e\u0301", "é"), ("\U0001D54F", "X"), ("\r", "\n"));

    private static (string Text, string Ranges) Normalize(string text)
    {
        var tokenizer = TokenizerFixtures.Open("ends", $$"""
            {"normalizer":{"type":"Precompiled","precompiled_charsmap":"{{Map}}"},"options":{"end_of_word_suffix":null} }
            """);
        var encoding = tokenizer.Encode(text);
        return (string.Concat(encoding.Ids.Select(tokenizer.IdToToken)), string.Join(' ', encoding.Offsets.Select(range => $"{range.Start}-{range.End}")));
    }

    [Theory]
    [InlineData("xA\ty", "xa y", "0-1 1-2 2-3 3-4")]
    [InlineData("a\uFB01b", "afib", "0-1 1-2 1-2 2-3")]
    [InlineData("ae\u0301b", "aéb", "0-1 1-2 3-4")]
    [InlineData("a\u00ADb", "ab", "0-1 2-3")]
    [InlineData("a\U0001D54Fb", "aXb", "0-1 1-3 3-4")]
    [InlineData("abc", "abc", "0-1 1-2 2-3")]
    public void Encode_Text_IsReplacedAsTheMapSays(string text, string expected, string ranges) =>
        Assert.Equal((expected, ranges), Normalize(text));

    [Theory]
    [InlineData("a\r\nb", "a\nb")]
    [InlineData("A\u0300b", "ab")]
    [InlineData("\uFB01\u0300b", "fib")]
    public void Encode_ClusterThatTheMapHasTheBeginningOf_IsReplacedWhole(string text, string expected) =>
        Assert.Equal(expected, Normalize(text).Text);

    [Fact]
    public void Encode_LongCluster_IsReplacedCharacterByCharacter()
    {
        var text = Normalize("A\u0300\u0301\u0302b").Text;
        Assert.Equal("a<unk><unk><unk>b", text);
    }
}
