using Patina.Tokenizers;

namespace Patina.Tests.Tokenizers;

/// <summary>Where texts are split, by tokens that say where words end. Expectations are those of the Rust library's documentation.</summary>
public sealed class PreTokenizerTests
{
    private const string EndOfWord = "</w>";

    /// <summary>The words that a pre-tokenizer makes, as the original text has them.</summary>
    private static List<string> Words(string preTokenizer, string text)
    {
        var tokenizer = TokenizerFixtures.Open("ends", $$"""{"pre_tokenizer":{{preTokenizer}},"options":{"unk_token":null} }""");
        return Words(tokenizer, text);
    }

    private static List<string> Words(Tokenizer tokenizer, string text)
    {
        var (words, start) = (new List<string>(), -1);
        var encoding = tokenizer.Encode(text);
        for (var i = 0; i < encoding.Length; i++)
        {
            var range = encoding.Offsets[i];
            start = start < 0 ? range.Start : start;
            if (!tokenizer.IdToToken(encoding.Ids[i])!.EndsWith(EndOfWord, StringComparison.Ordinal))
                continue;
            words.Add(text[start..range.End]);
            start = -1;
        }

        Assert.Equal(-1, start);
        return words;
    }

    [Theory]
    [InlineData("Removed", "the|final|countdown")]
    [InlineData("Isolated", "the|-|final|-|-|countdown")]
    [InlineData("MergedWithPrevious", "the-|final-|-|countdown")]
    [InlineData("MergedWithNext", "the|-final|-|-countdown")]
    [InlineData("Contiguous", "the|-|final|--|countdown")]
    public void Split_EachBehavior_TreatsDelimitersAsDocumented(string behavior, string expected)
    {
        string Split(string pattern, string invert) =>
            $$"""{"type":"Split","pattern":{{pattern}},"behavior":"{{behavior}}","invert":{{invert}}}""";
        var words = expected.Split('|');
        Assert.Equal(words, Words(Split("""{"String":"-"}""", "false"), "the-final--countdown"));
        Assert.Equal(words, Words(Split("""{"Regex":"[-]"}""", "false"), "the-final--countdown"));
        Assert.Equal(words, Words($$"""{"type":"Punctuation","behavior":"{{behavior}}"}""", "the-final--countdown"));
    }

    [Theory]
    [InlineData("どこで生れ。Yes", "どこで生れ|。|Yes")]
    [InlineData("Apples are りんご 林檎", "Apples are |りんご 林檎")]
    [InlineData("  a1 b", "a|1 |b")]
    [InlineData("グーд", "グー|д")]
    [InlineData("aé\u0301b", "aé|\u0301|b")]
    [InlineData("   ", "")]
    public void UnicodeScripts_Text_IsSplitWhereTheScriptChanges(string text, string expected)
    {
        // Every word is the unknown token, with its range.
        var tokenizer = Tokenizer.Parse("""
            {"version":"1.0","added_tokens":[],"normalizer":null,"pre_tokenizer":{"type":"UnicodeScripts"},"post_processor":null,"decoder":null,
             "model":{"type":"WordLevel","vocab":{"?":0},"unk_token":"?"}}
            """u8.ToArray(), "scripts");
        var words = tokenizer.Encode(text).Offsets.ToArray().Select(range => text[range.Start..range.End]);
        Assert.Equal(expected.Split('|', StringSplitOptions.RemoveEmptyEntries), words);
    }

    [Theory]
    [InlineData("Removed", "-|--")]
    [InlineData("Isolated", "the|-|final|--|countdown")]
    [InlineData("MergedWithPrevious", "the|-final|--countdown")]
    [InlineData("MergedWithNext", "the-|final--|countdown")]
    [InlineData("Contiguous", "the|-|final|--|countdown")]
    public void Split_Inverted_TreatsWhatLiesBetweenAsDelimiters(string behavior, string expected) => Assert.Equal(
        expected.Split('|'),
        Words($$"""{"type":"Split","pattern":{"Regex":"-+"},"behavior":"{{behavior}}","invert":true}""", "the-final--countdown"));

    [Theory]
    [InlineData("""{"type":"Whitespace"}""", "Hey man!  x_1 é漢 -.", "Hey|man|!|x_1|é漢|-.")]
    [InlineData("""{"type":"WhitespaceSplit"}""", " Hey  man!\tHow ", "Hey|man!|How")]
    [InlineData("""{"type":"Punctuation"}""", "Hey! you--", "Hey|!| you|-|-")]
    [InlineData("""{"type":"Digits","individual_digits":true}""", "Hey 123 a4b", "Hey |1|2|3| a|4|b")]
    [InlineData("""{"type":"Digits","individual_digits":false}""", "Hey 123 a4b", "Hey |123| a|4|b")]
    [InlineData("""{"type":"CharDelimiterSplit","delimiter":"-"}""", "a-b--c", "a|b|c")]
    [InlineData("""{"type":"FixedLength","length":2}""", "a😀b漢c", "a😀|b漢|c")]
    [InlineData("""{"type":"BertPreTokenizer"}""", "Hey,  man-x!", "Hey|,|man|-|x|!")]
    [InlineData("""{"type":"Metaspace","replacement":"▁","prepend_scheme":"always","split":true}""", "Hey  man", "Hey| | man")]
    [InlineData("""{"type":"Metaspace","replacement":"▁","add_prefix_space":false,"split":false}""", "Hey man", "Hey man")]
    [InlineData("""{"type":"Sequence","pretokenizers":[{"type":"WhitespaceSplit"},{"type":"Punctuation"}]}""", "a-b c", "a|-|b|c")]
    public void PreTokenize_Text_GivesItsWords(string preTokenizer, string text, string expected) =>
        Assert.Equal(expected.Split('|'), Words(preTokenizer, text));

    [Fact]
    public void Whitespace_NextLineAndByteOrderMark_AreSpaceAndNone() =>
        Assert.Equal(["a", "b\uFEFFc"], Words("""{"type":"WhitespaceSplit"}""", "a\u0085b\uFEFFc"));

    [Theory]
    [InlineData("first", "a b", "▁a|▁b", "x<mask> c", "▁x||▁c")]
    [InlineData("first", "<mask>a", "|a", "  a", "▁|▁a")]
    [InlineData("always", "<mask>a", "|▁a", "a<mask>b", "▁a||▁b")]
    [InlineData("never", "<mask>a", "|a", "a b", "a|▁b")]
    public void Metaspace_EachScheme_MarksTheWordsItSays(string scheme, string one, string oneMarks, string other, string otherMarks)
    {
        var tokenizer = TokenizerFixtures.Open("ends", $$"""
            {"pre_tokenizer":{"type":"Metaspace","replacement":"▁","prepend_scheme":"{{scheme}}","split":true},
             "added_tokens":[{"id":0,"content":"<mask>","single_word":false,"lstrip":false,"rstrip":false,"normalized":false,"special":true}]}
            """);
        foreach (var (text, marks) in new[] { (one, oneMarks), (other, otherMarks) })
        {
            var ids = new List<int>();
            tokenizer.Encode(text, ids);
            var spelled = string.Concat(ids.Select(id => tokenizer.IdToToken(id)!)).Replace("<mask>", EndOfWord).Split(EndOfWord);
            Assert.Equal(marks.Split('|'), spelled[..^1]);
            Assert.Equal(ids, tokenizer.Encode(text).Ids);
        }
    }
}
