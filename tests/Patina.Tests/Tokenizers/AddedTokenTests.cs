using Patina.Tokenizers;

namespace Patina.Tests.Tokenizers;

/// <summary>Tokens that are looked for before a text is split into words.</summary>
public sealed class AddedTokenTests
{
    /// <summary>The added tokens that a text has, each with its stretch of it.</summary>
    private static string Find(string text, string flags, string content = "<mask>", string normalizer = "null")
    {
        var on = flags.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string Flag(string name) => $"\"{name}\":{(on.Contains(name) ? "true" : "false")}";
        var tokenizer = TokenizerFixtures.Open("bytes", $$"""
            {"added_tokens":[{"id":1000000,"content":"{{content}}",{{Flag("single_word")}},{{Flag("lstrip")}},{{Flag("rstrip")}},{{Flag("normalized")}},{{Flag("special")}}}],
             "normalizer":{{normalizer}},"post_processor":null}
            """);
        var id = tokenizer.TokenToId(content);
        var encoding = tokenizer.Encode(text);
        var ids = new List<int>();
        tokenizer.Encode(text, ids);
        Assert.Equal(ids, encoding.Ids);
        return string.Join('|', encoding.Ids.Zip(encoding.Offsets).Where(token => token.First == id)
            .Select(token => text[token.Second.Start..token.Second.End]));
    }

    [Theory]
    [InlineData("", "a<mask>b <mask>", "<mask>|<mask>")]
    [InlineData("", "a <mask> b", "<mask>")]
    [InlineData("lstrip", "a \t<mask> b", " \t<mask>")]
    [InlineData("rstrip", "a <mask> \n b", "<mask> \n ")]
    [InlineData("lstrip rstrip", " <mask>  <mask> ", " <mask>  |<mask> ")]
    [InlineData("single_word", "a<mask> <mask>b <mask> -<mask>-", "<mask>|<mask>")]
    [InlineData("single_word", "é<mask> 漢<mask> \U00010400<mask> <mask>", "<mask>")]
    [InlineData("", "<MASK> <mas k>", "")]
    public void Encode_EachFlag_DecidesWhatTheTokenTakes(string flags, string text, string expected) =>
        Assert.Equal(expected, Find(text, flags));

    [Theory]
    [InlineData("normalized", "<MASK> <mask>", "<MASK>|<mask>")]
    [InlineData("", "<MASK> <mask>", "<mask>")]
    public void Encode_NormalizedToken_IsLookedForInNormalizedText(string flags, string text, string expected) =>
        Assert.Equal(expected, Find(text, flags, normalizer: """{"type":"Lowercase"}"""));

    [Fact]
    public void Encode_NormalizedToken_IsNormalizedItself() =>
        Assert.Equal("<mask>", Find("a<mask>", "normalized", "<MASK>", """{"type":"Lowercase"}"""));

    [Fact]
    public void Encode_TokensThatBeginAlike_TakesTheLongest()
    {
        var tokenizer = TokenizerFixtures.Open("bytes", """
            {"added_tokens":[
              {"id":900,"content":"<a>","single_word":false,"lstrip":false,"rstrip":false,"normalized":false,"special":true},
              {"id":901,"content":"<a><b>","single_word":false,"lstrip":false,"rstrip":false,"normalized":false,"special":true}]}
            """);
        Assert.Equal([tokenizer.TokenToId("<a><b>")!.Value, tokenizer.TokenToId("<a>")!.Value], tokenizer.Encode("<a><b><a>").Ids.ToArray());
    }

    [Fact]
    public void Encode_TokenWithSpacesBeforeIt_KeepsThemOutOfTrimmedRanges()
    {
        // As the Rust library trims: by the matched text, spaces and all.
        var tokenizer = TokenizerFixtures.Open("bytes", """
            {"added_tokens":[{"id":900,"content":"<mask>","single_word":false,"lstrip":true,"rstrip":false,"normalized":false,"special":true}]}
            """);
        Assert.Equal(new TextRange(3, 6), tokenizer.Encode("a  <mask>").Offsets[^1]);
    }
}
