using System.Text;
using Patina.Tokenizers;

namespace Patina.Tests.Tokenizers;

/// <summary>What models make of words. Expectations are those of the Rust library's own tests where it has one.</summary>
public sealed class ModelTests
{
    private static Tokenizer Open(string model, string preTokenizer = "null") => Tokenizer.Parse(
        System.Text.Encoding.UTF8.GetBytes($$"""{"version":"1.0","model":{{model}},"pre_tokenizer":{{preTokenizer}} }"""), "test");

    private static string Tokens(string model, string text, string preTokenizer = "null")
    {
        var tokenizer = Open(model, preTokenizer);
        var ids = new List<int>();
        tokenizer.Encode(text, ids);
        Assert.Equal(ids, tokenizer.Encode(text).Ids);
        return string.Join(' ', ids.Select(tokenizer.IdToToken));
    }

    [Theory]
    [InlineData(false, "c", "<unk>")]
    [InlineData(false, "cc", "<unk> <unk>")]
    [InlineData(false, "accb", "a <unk> <unk> b")]
    [InlineData(true, "cc", "<unk>")]
    [InlineData(true, "accb", "a <unk> b")]
    public void Bpe_UnknownCharacters_AreFusedIfAsked(bool fuses, string text, string expected) => Assert.Equal(
        expected, Tokens($$"""{"type":"BPE","unk_token":"<unk>","fuse_unk":{{(fuses ? "true" : "false")}},"vocab":{"<unk>":0,"a":1,"b":2},"merges":[]}""", text));

    [Fact]
    public void Bpe_NoUnknownToken_DropsWhatItLacks() =>
        Assert.Equal("a b", Tokens("""{"type":"BPE","vocab":{"a":0,"b":1},"merges":[]}""", "axb"));

    [Theory]
    [InlineData("ab", "ab")]
    [InlineData("abc", "ab ##c")]
    [InlineData("cab", "[UNK] ##a ##b")]
    public void Bpe_ContinuingPrefix_MarksCharactersAfterTheFirst(string text, string expected) => Assert.Equal(expected, Tokens(
        """{"type":"BPE","unk_token":"[UNK]","continuing_subword_prefix":"##","vocab":{"a":0,"##b":1,"##c":2,"ab":3,"abc":4,"[UNK]":5,"##a":6},"merges":["a ##b"]}""", text));

    [Theory]
    [InlineData("ab", "ab</w>")]
    [InlineData("aa", "a a</w>")]
    [InlineData("ac", "a <unk>")]
    public void Bpe_EndOfWordSuffix_MarksTheLastCharacter(string text, string expected) => Assert.Equal(expected, Tokens(
        """{"type":"BPE","unk_token":"<unk>","end_of_word_suffix":"</w>","vocab":{"<unk>":0,"a":1,"c":2,"a</w>":3,"b</w>":4,"ab</w>":5},"merges":[["a","b</w>"]]}""", text));

    [Theory]
    [InlineData("c", "<0x63>")]
    [InlineData("\n", "<0x0A>")]
    [InlineData("é", "<unk>")]
    public void Bpe_ByteFallback_SpellsUnknownCharacters(string text, string expected) => Assert.Equal(expected, Tokens(
        """{"type":"BPE","unk_token":"<unk>","byte_fallback":true,"vocab":{"<unk>":0,"<0x61>":1,"<0x63>":2,"<0x0A>":3},"merges":[]}""", text));

    [Theory]
    [InlineData(true, "abc")]
    [InlineData(false, "ab c")]
    public void Bpe_IgnoreMerges_TakesWholeWordsOfTheVocabulary(bool ignores, string expected) => Assert.Equal(expected, Tokens(
        $$"""{"type":"BPE","ignore_merges":{{(ignores ? "true" : "false")}},"vocab":{"a":0,"b":1,"c":2,"ab":3,"abc":4},"merges":["a b"]}""", "abc"));

    [Fact]
    public void Bpe_LongAndShortWords_MergeAlike()
    {
        var tokenizer = TokenizerFixtures.Open("bytes", """{"pre_tokenizer":{"type":"ByteLevel","add_prefix_space":false,"trim_offsets":true,"use_regex":false}}""");
        var (one, many) = (new List<int>(), new List<int>());
        const string word = "readHeaderLengthreadHeaderLength";
        tokenizer.Encode(word, one);

        // What stands between keeps the merges of the copies apart.
        tokenizer.Encode(string.Join('\u0001', Enumerable.Repeat(word, 50)), many);
        var separator = tokenizer.TokenToId("\u0101")!.Value;
        Assert.Equal(Enumerable.Repeat(one, 50).SelectMany((ids, i) => i == 0 ? ids : [separator, .. ids]), many);
    }

    [Theory]
    [InlineData("bytes", "a")]
    [InlineData("bytes", " ")]
    [InlineData("bytes", "漢")]
    [InlineData("marked", "a")]
    [InlineData("pieces", "a")]
    [InlineData("pieces", "\u0301")]
    [InlineData("scored", "a")]
    [InlineData("scored", "\u4E02")]
    public void Encode_OneLineOfAMegabyte_CoversIt(string fixture, string repeated)
    {
        var text = new StringBuilder().Insert(0, repeated, (1 << 20) / repeated.Length).ToString();
        var encoding = TokenizerFixtures.Open(fixture).Encode(text, addSpecialTokens: false);
        Assert.All(encoding.Offsets, range => Assert.InRange(range.End, range.Start, text.Length));
        Assert.True(encoding.Length == 0 || encoding.Offsets[^1].End > 0);
    }

    [Theory]
    [InlineData("abcdacdxx", "abcd a cd <unk>")]
    [InlineData("xaxx", "<unk> a <unk>")]
    public void Unigram_Text_IsCutIntoTheBestPieces(string text, string expected) => Assert.Equal(expected, Tokens(
        """{"type":"Unigram","unk_id":0,"vocab":[["<unk>",0],["a",0],["b",0],["c",0],["d",0],["cd",1],["ab",2],["abc",5],["abcd",10]]}""", text));

    [Theory]
    [InlineData("é", "<0xC3> <0xA9>")]
    [InlineData("aéé", "a <0xC3> <0xA9> <0xC3> <0xA9>")]
    [InlineData("x", "<unk>")]
    public void Unigram_ByteFallback_SpellsWhatIsUnknown(string text, string expected) => Assert.Equal(expected, Tokens(
        """{"type":"Unigram","unk_id":0,"byte_fallback":true,"vocab":[["<unk>",0],["<0xC3>",-0.01],["<0xA9>",-0.03],["a",-1]]}""", text));

    [Fact]
    public void Unigram_NoUnknownToken_FailsOnWhatItLacks()
    {
        var tokenizer = Open("""{"type":"Unigram","unk_id":null,"vocab":[["a",0]]}""");
        Assert.Equal(TokenizerError.UnknownToken, Assert.Throws<TokenizerException>(() => tokenizer.Encode("ax")).Reason);
        Assert.Equal(TokenizerError.UnknownToken, Assert.Throws<TokenizerException>(() => tokenizer.EncodeBatch(["a", "ax", "x"])).Reason);
    }

    [Fact]
    public void WordLevel_Words_AreLookedUp()
    {
        const string model = """{"type":"WordLevel","unk_token":"<unk>","vocab":{"<unk>":0,"the":1,"reader":2}}""";
        Assert.Equal("the reader <unk> the", Tokens(model, "the reader reads the", """{"type":"Whitespace"}"""));
    }

    [Fact]
    public void WordPiece_UnknownWordsAndLongOnes_AreOneToken()
    {
        const string model = """{"type":"WordPiece","unk_token":"[UNK]","continuing_subword_prefix":"##","max_input_chars_per_word":5,"vocab":{"[UNK]":0,"a":1,"##a":2,"##aa":3,"b":4}}""";
        Assert.Equal("a ##aa ##a [UNK] [UNK]", Tokens(model, "aaaa aaaaaa aab", """{"type":"WhitespaceSplit"}"""));
    }

    [Theory]
    [InlineData("""{"vocab":{"a":0,"b":1,"ab":2},"merges":["a b"]}""", "ab", "ab")]
    [InlineData("""{"vocab":{"[UNK]":0,"ab":1},"unk_token":"[UNK]","continuing_subword_prefix":"##","max_input_chars_per_word":100}""", "ab", "ab")]
    [InlineData("""{"vocab":[["<unk>",0],["ab",-1]],"unk_id":0}""", "ab", "ab")]
    [InlineData("""{"vocab":{"<unk>":0,"ab":1},"unk_token":"<unk>"}""", "ab", "ab")]
    public void Parse_ModelWithoutType_IsRecognized(string model, string text, string expected) => Assert.Equal(expected, Tokens(model, text));
}
