using Patina.Pretrain.Vocabulary;
using Patina.Tokenizers;

namespace Patina.Tests.Pretrain;

public sealed class VocabularyTests
{
    private static readonly Tokenizer Bytes = Tokenizer.Parse(TokenizerJson.Write(WordCounter.Bytes()), "tokenizer.json");

    [Fact]
    public void Learn_FewWords_MergesTheMostFrequentPairsFirst()
    {
        var counter = new WordCounter();
        for (var i = 0; i < 10; i++)
            counter.Add("low lower");
        for (var i = 0; i < 4; i++)
            counter.Add("newest");
        var pieces = PieceLearner.Learn(counter.Counts, 600, default);
        Assert.Equal(["lo", "low"], pieces.Skip(514).Take(2)); // in both words, twenty times
        Assert.True(pieces.IndexOf("lower") > pieces.IndexOf("##er"));
        Assert.Contains("newest", pieces);
        Assert.Equal(pieces.Count, pieces.Distinct().Count());
    }

    [Fact]
    public void Add_Identifiers_CountsTheirWords()
    {
        var counter = new WordCounter();
        counter.Add("parseHTTPResponse2xx parse_http 123456");
        Assert.Equal(
            new Dictionary<string, long> { ["parse"] = 2, ["http"] = 2, ["response"] = 1, ["2"] = 1, ["xx"] = 1 },
            counter.Counts.ToDictionary());
    }

    [Theory]
    [InlineData("поиск по индексу")]
    [InlineData("インデックスを検索する 検索")]
    [InlineData("색인 검색")]
    [InlineData("αναζήτηση")]
    [InlineData("البحث في الفهرس")]
    [InlineData("ค้นหาดัชนี")]
    [InlineData("इंडेक्स खोजें")]
    [InlineData("größe naïve Ŝanĝo")]
    [InlineData("𝒳 𐐷 ﬁle ＡＢＣ")]
    public void Encode_AnyScript_HasNoUnknownToken(string text)
    {
        var ids = new List<int>();
        Bytes.Encode(text, ids);
        Assert.True(ids.Count >= text.Count(char.IsLetter));
        Assert.DoesNotContain(Bytes.UnknownId!.Value, ids);
    }

    [Fact]
    public void Encode_Han_MakesEachCharacterAWord()
    {
        var ids = new List<int>();
        Bytes.Encode("検索a", ids);
        Assert.Equal(3, ids.Count(id => !Bytes.IdToToken(id)!.StartsWith("##", StringComparison.Ordinal)));
    }

    [Fact]
    public void Encode_PunctuationAndLongNumbers_GivesNothing()
    {
        var ids = new List<int>();
        Bytes.Encode("--- 12345678 😀 +=\u0001", ids);
        Assert.Empty(ids);
    }
}
