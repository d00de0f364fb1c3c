using Patina.Tokenizers;

namespace Patina.Tests.Tokenizers;

/// <summary>Tokenizer files that are damaged, contradict themselves, or ask for what is not there.</summary>
public sealed class HostileFileTests
{
    private const string Bpe = """{"type":"BPE","vocab":{"a":0,"b":1,"ab":2},"merges":["a b"]}""";

    private static TokenizerException Refused(string json) =>
        Assert.Throws<TokenizerException>(() => Tokenizer.Parse(System.Text.Encoding.UTF8.GetBytes(json), "file"));

    [Theory]
    [InlineData("", TokenizerError.BadJson)]
    [InlineData("[]", TokenizerError.BadValue)]
    [InlineData("{}", TokenizerError.BadValue)]
    [InlineData("""{"model":null}""", TokenizerError.BadValue)]
    [InlineData("""{"version":"2.0","model":""" + Bpe + "}", TokenizerError.Unsupported)]
    [InlineData("""{"model":""" + Bpe + "} x", TokenizerError.BadJson)]
    [InlineData("""{"model":""" + Bpe, TokenizerError.BadJson)]
    [InlineData("""{"model":{"type":"BPE","vocab":{"a":0""", TokenizerError.BadJson)]
    [InlineData("""{"model":{"type":"BPE","vocab":{"a""", TokenizerError.BadJson)]
    [InlineData("""{"model":{"type":"BPE","vocab":{"a":0 "b":1},"merges":[]}}""", TokenizerError.BadJson)]
    [InlineData("""{"model":{"type":"BPE","vocab":{"a":0,},"merges":[]}}""", TokenizerError.BadJson)]
    [InlineData("""{"model":{"type":"BPE","vocab":{"\uD800":0},"merges":[]}}""", TokenizerError.BadJson)]
    [InlineData("""{"model":{"type":"BPE","vocab":{"\x":0},"merges":[]}}""", TokenizerError.BadJson)]
    [InlineData("""{"model":{"type":"BPE","vocab":{"\u12":0},"merges":[]}}""", TokenizerError.BadJson)]
    [InlineData("""{"model":{"type":"BPE","vocab":{"a":-1},"merges":[]}}""", TokenizerError.BadVocabulary)]
    [InlineData("""{"model":{"type":"BPE","vocab":{"a":1.5},"merges":[]}}""", TokenizerError.BadVocabulary)]
    [InlineData("""{"model":{"type":"BPE","vocab":{"a":4194304},"merges":[]}}""", TokenizerError.BadVocabulary)]
    [InlineData("""{"model":{"type":"BPE","vocab":{"a":99999999999},"merges":[]}}""", TokenizerError.BadVocabulary)]
    [InlineData("""{"model":{"type":"BPE","vocab":{"a":"0"},"merges":[]}}""", TokenizerError.BadVocabulary)]
    [InlineData("""{"model":{"type":"BPE","vocab":{"a":0,"b":0},"merges":[]}}""", TokenizerError.BadVocabulary)]
    [InlineData("""{"model":{"type":"BPE","vocab":{"a":0,"a":1},"merges":[]}}""", TokenizerError.BadVocabulary)]
    [InlineData("""{"model":{"type":"BPE","vocab":[["a",0]],"merges":[]}}""", TokenizerError.BadVocabulary)]
    [InlineData("""{"model":{"type":"BPE","vocab":{"a":0},"merges":["a"]}}""", TokenizerError.BadMerges)]
    [InlineData("""{"model":{"type":"BPE","vocab":{"a":0},"merges":["a b c"]}}""", TokenizerError.BadMerges)]
    [InlineData("""{"model":{"type":"BPE","vocab":{"a":0},"merges":[["a"]]}}""", TokenizerError.BadMerges)]
    [InlineData("""{"model":{"type":"BPE","vocab":{"a":0},"merges":[7]}}""", TokenizerError.BadMerges)]
    [InlineData("""{"model":{"type":"BPE","vocab":{"a":0,"b":1},"merges":["a b"]}}""", TokenizerError.BadMerges)]
    [InlineData("""{"model":{"type":"BPE","vocab":{"a":0},"merges":["a x"]}}""", TokenizerError.BadMerges)]
    [InlineData("""{"model":{"type":"BPE","dropout":0.1,"vocab":{"a":0},"merges":[]}}""", TokenizerError.Unsupported)]
    [InlineData("""{"model":{"type":"BPE","vocab":{"a":0}}}""", TokenizerError.BadValue)]
    [InlineData("""{"model":{"type":"Magic","vocab":{"a":0}}}""", TokenizerError.Unsupported)]
    [InlineData("""{"model":{"type":"WordLevel","vocab":{"a":0}}}""", TokenizerError.BadValue)]
    [InlineData("""{"model":{"type":"Unigram","unk_id":1,"vocab":[["a",0]]}}""", TokenizerError.BadVocabulary)]
    [InlineData("""{"model":{"type":"Unigram","vocab":[["a"]]}}""", TokenizerError.BadJson)]
    [InlineData("""{"model":{"type":"Unigram","vocab":[["a",1e999]]}}""", TokenizerError.BadVocabulary)]
    [InlineData("""{"model":{"type":"Unigram","vocab":[["a",0,1]]}}""", TokenizerError.BadJson)]
    [InlineData("""{"model":{"type":"Unigram","vocab":["a"]}}""", TokenizerError.BadVocabulary)]
    [InlineData("""{"model":{"type":"Unigram","vocab":{"a":0}}}""", TokenizerError.BadVocabulary)]
    public void Parse_BadModel_IsRefused(string json, TokenizerError reason) => Assert.Equal(reason, Refused(json).Reason);

    [Theory]
    [InlineData("normalizer", """{"type":"Magic"}""", TokenizerError.Unsupported)]
    [InlineData("normalizer", """{"type":"Precompiled","precompiled_charsmap":"!"}""", TokenizerError.BadValue)]
    [InlineData("normalizer", """{"type":"Precompiled","precompiled_charsmap":"//8AAA=="}""", TokenizerError.BadValue)]
    [InlineData("normalizer", """{"type":"Replace","pattern":{"Regex":"("},"content":""}""", TokenizerError.BadPattern)]
    [InlineData("normalizer", """{"type":"Replace","pattern":{"Glob":"*"},"content":""}""", TokenizerError.Unsupported)]
    [InlineData("normalizer", """{"type":"Prepend"}""", TokenizerError.BadValue)]
    [InlineData("normalizer", """{"type":"Sequence","normalizers":[{"type":"NFC"},{"type":"Magic"}]}""", TokenizerError.Unsupported)]
    [InlineData("pre_tokenizer", """{"type":"UnicodeBlocks"}""", TokenizerError.Unsupported)]
    [InlineData("pre_tokenizer", """{"type":"Split","pattern":{"String":"a"},"behavior":"Sometimes","invert":false}""", TokenizerError.Unsupported)]
    [InlineData("pre_tokenizer", """{"type":"Metaspace","replacement":"ab"}""", TokenizerError.BadValue)]
    [InlineData("pre_tokenizer", """{"type":"Metaspace","replacement":"_","prepend_scheme":"always","add_prefix_space":false}""", TokenizerError.BadValue)]
    [InlineData("pre_tokenizer", """{"type":"Metaspace","replacement":"_","prepend_scheme":"often"}""", TokenizerError.Unsupported)]
    [InlineData("pre_tokenizer", """{"type":"FixedLength","length":0}""", TokenizerError.BadValue)]
    [InlineData("post_processor", """{"type":"Magic"}""", TokenizerError.Unsupported)]
    [InlineData("post_processor", """{"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"x","type_id":0}}],"pair":[],"special_tokens":{}}""", TokenizerError.BadValue)]
    [InlineData("post_processor", """{"type":"Sequence","processors":[{"type":"BertProcessing","sep":["b",1],"cls":["a",0]},{"type":"BertProcessing","sep":["b",1],"cls":["a",0]}]}""", TokenizerError.Unsupported)]
    [InlineData("truncation", """{"max_length":-1,"strategy":"LongestFirst"}""", TokenizerError.BadValue)]
    [InlineData("padding", """{"strategy":"Never"}""", TokenizerError.BadValue)]
    [InlineData("added_tokens", """[{"id":0}]""", TokenizerError.BadValue)]
    public void Parse_BadPart_IsRefusedWithItsPlace(string part, string value, TokenizerError reason)
    {
        var error = Refused($$"""{"model":{{Bpe}},"{{part}}":{{value}} }""");
        Assert.Equal(reason, error.Reason);
        Assert.StartsWith($"file: $.{part}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_InvalidUtf8InATokenOrALongToken_IsRefused()
    {
        var json = System.Text.Encoding.UTF8.GetBytes("""{"model":{"type":"BPE","vocab":{"x?y":0},"merges":[]}}""");
        json[Array.IndexOf(json, (byte)'?')] = 0xFF;
        Assert.Equal(TokenizerError.BadJson, Assert.Throws<TokenizerException>(() => Tokenizer.Parse(json, "file")).Reason);
        Assert.Equal(TokenizerError.TooLarge, Refused("""{"model":{"type":"BPE","vocab":{"TOKEN":0},"merges":[]}}""".Replace("TOKEN", new string('a', 5000))).Reason);
        Assert.Equal(TokenizerError.TooLarge, Refused("""{"model":{"type":"BPE","vocab":{"TOKEN":0},"merges":[]}}""".Replace("TOKEN", new string('é', 5000))).Reason);
    }

    [Fact]
    public void Parse_EscapesAndFieldsInAnyOrder_AreRead()
    {
        var tokenizer = Tokenizer.Parse(System.Text.Encoding.UTF8.GetBytes(
            """{ "model" : { "merges" : [ "a \ud83d\ude00" , ["b","\n"] ] , "vocab" : { "a\uD83D\uDE00" : 5 , "😀" : 1 , "a" : 0 , "b":2, "\n":3, "b\n":4 } , "type" : "BPE" } , "unknown field" : [{}] }"""), "file");
        Assert.Equal([5, 4], tokenizer.Encode("a😀b\n").Ids.ToArray());
        Assert.Equal("b\n", tokenizer.IdToToken(4));
        Assert.Equal(6, tokenizer.VocabularySize);
    }

    [Fact]
    public void Load_MissingFile_IsRefused() =>
        Assert.Equal(TokenizerError.Unreadable, Assert.Throws<TokenizerException>(() => Tokenizer.Load("no/such/tokenizer.json")).Reason);
}
