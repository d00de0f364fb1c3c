using Patina.Tokenizers;

namespace Patina.Tests.Tokenizers;

/// <summary>Which stretch of the original text a token stands for. Rules of the Rust library, in UTF-16 units.</summary>
public sealed class OffsetTests
{
    private static string[] Parts(Tokenizer tokenizer, string text) =>
        [.. tokenizer.Encode(text, addSpecialTokens: false).Offsets.Select(range => $"{range.Start}-{range.End}")];

    /// <summary>A tokenizer of one token for each character.</summary>
    private static Tokenizer Characters(string normalizer) =>
        TokenizerFixtures.Open("ends", $$"""{"normalizer":{{normalizer}},"options":{"end_of_word_suffix":null} }""");

    [Fact]
    public void Encode_ByteLevel_GivesEachByteTheWholeCharacter()
    {
        var tokenizer = TokenizerFixtures.Open("bytes", """{"options":{"merges":[]}}""");
        Assert.Equal(["0-1", "1-2", "1-2", "1-2", "2-3"], Parts(tokenizer, "i\u2B62j"));
        Assert.Equal(["0-2", "0-2", "0-2", "0-2"], Parts(tokenizer, "😀"));
    }

    [Theory]
    [InlineData(true, false, " a  b", new[] { "1-2", "3-3", "4-5" })]
    [InlineData(false, false, " a  b", new[] { "0-2", "2-3", "3-5" })]
    [InlineData(true, true, "a b", new[] { "0-1", "2-3" })]
    [InlineData(true, true, " a b", new[] { "0-2", "3-4" })]
    public void Encode_ByteLevelTrimming_LeavesSpacesOut(bool trims, bool addsSpace, string text, string[] expected)
    {
        var part = $$"""{"type":"ByteLevel","add_prefix_space":{{(addsSpace ? "true" : "false")}},"trim_offsets":{{(trims ? "true" : "false")}},"use_regex":true}""";
        var model = """{"type":"BPE","vocab":{"a":0,"b":1,"Ġ":2,"Ġa":3,"Ġb":4},"merges":["Ġ a","Ġ b"]}""";
        Assert.Equal(expected, Parts(TokenizerFixtures.Open("bytes", $$"""{"pre_tokenizer":{{part}},"post_processor":{{part}},"model":{{model}},"added_tokens":[]}"""), text));
    }

    [Theory]
    [InlineData("""{"type":"NFKC"}""", "\uFB01x", new[] { "0-1", "0-1", "1-2" })]
    [InlineData("""{"type":"NFC"}""", "ae\u0301b", new[] { "0-1", "1-2", "3-4" })]
    [InlineData("""{"type":"NFD"}""", "a\u00E9b", new[] { "0-1", "1-2", "1-2", "2-3" })]
    [InlineData("""{"type":"NFD"}""", "x\u0301\u0323", new[] { "0-1", "1-2", "2-3" })]
    [InlineData("""{"type":"NFKD"}""", "\uFFFEa", new[] { "0-1", "1-2" })]
    [InlineData("""{"type":"Sequence","normalizers":[{"type":"NFD"},{"type":"StripAccents"}]}""", "a\u00E9b", new[] { "0-1", "1-2", "2-3" })]
    [InlineData("""{"type":"Strip","strip_left":true,"strip_right":true}""", "  a b ", new[] { "2-3", "3-4", "4-5" })]
    [InlineData("""{"type":"Strip","strip_left":false,"strip_right":true}""", " a ", new[] { "0-1", "1-2" })]
    [InlineData("""{"type":"Prepend","prepend":"▁▁"}""", "ab", new[] { "0-1", "0-1", "0-1", "1-2" })]
    [InlineData("""{"type":"Replace","pattern":{"String":"aa"},"content":"xyz"}""", "baac", new[] { "0-1", "2-3", "2-3", "2-3", "3-4" })]
    [InlineData("""{"type":"Replace","pattern":{"Regex":"a+"},"content":""}""", "baac", new[] { "0-1", "3-4" })]
    [InlineData("""{"type":"Lowercase"}""", "\u0130x", new[] { "0-1", "0-1", "1-2" })]
    [InlineData("""{"type":"Nmt"}""", "a\u0001\tb", new[] { "0-1", "2-3", "3-4" })]
    [InlineData("""{"type":"ByteLevel"}""", "a\u00E9", new[] { "0-1", "1-2", "1-2" })]
    public void Encode_Normalized_GivesTheRangesBefore(string normalizer, string text, string[] expected) =>
        Assert.Equal(expected, Parts(Characters(normalizer), text));

    [Fact]
    public void Encode_Unigram_GivesRangesOfPieces()
    {
        var tokenizer = TokenizerFixtures.Open("scored", """
            {"added_tokens":[],"post_processor":null,
             "model":{"type":"Unigram","unk_id":0,"vocab":[["<unk>",0],["▁the",-1],["▁",-2],["re",-1],["ad",-1]]}}
            """);
        Assert.Equal(["0-3", "5-6", "5-7", "7-9"], Parts(tokenizer, "the  read"));
        Assert.Equal(["0-1", "0-2", "2-4"], Parts(tokenizer, "read"));
    }

    [Fact]
    public void Encode_Pair_CountsFromTheBeginningOfEachText()
    {
        var encoding = TokenizerFixtures.Open("pieces", """{"normalizer":null,"options":{"vocab":{"[CLS]":2,"[SEP]":3,"a":4,"##b":5,"[UNK]":1,"[PAD]":0,"[MASK]":6}}}""")
            .Encode("ab a", "ab");
        Assert.Equal("2 4 5 4 3 4 5 3", string.Join(' ', encoding.Ids));
        Assert.Equal("0 0 0 0 0 1 1 1", string.Join(' ', encoding.TypeIds));
        Assert.Equal("1 0 0 0 1 0 0 1", string.Join(' ', encoding.SpecialTokensMask));
        Assert.Equal("0-0 0-1 1-2 3-4 0-0 0-1 1-2 0-0", string.Join(' ', encoding.Offsets.Select(range => $"{range.Start}-{range.End}")));
    }

    [Fact]
    public void Encode_LoneSurrogates_AreReadAsReplacementCharacters()
    {
        var tokenizer = TokenizerFixtures.Open("bytes");
        var expected = new List<int>();
        tokenizer.Encode("a\uFFFDb\uFFFD", expected);
        var ids = new List<int>();
        tokenizer.Encode("a\uD83Db\uDE00", ids);
        Assert.Equal(expected, ids);
        Assert.Equal("0-1 1-2 1-2 1-2 2-3 3-4 3-4 3-4", string.Join(' ', Parts(tokenizer, "a\uD83Db\uDE00")));
    }
}
