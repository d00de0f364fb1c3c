using Patina.Tokenizers;

namespace Patina.Tests.Tokenizers;

/// <summary>Truncation and padding.</summary>
public sealed class LengthTests
{
    private static readonly Tokenizer Letters = TokenizerFixtures.Open("pieces", """
        {"added_tokens":[],"model":{"type":"WordPiece","unk_token":"?","continuing_subword_prefix":"##","max_input_chars_per_word":9,
         "vocab":{"?":0,"x":1,"[CLS]":2,"[SEP]":3,"a":4,"b":5,"c":6,"d":7,"e":8,"f":9}}}
        """);

    private static string Ids(Tokenizer tokenizer, string text, string? pair = null) =>
        string.Join(' ', (pair is null ? tokenizer.Encode(text) : tokenizer.Encode(text, pair)).Ids);

    [Theory]
    [InlineData(TokenSide.Right, 5, "2 4 5 6 3")]
    [InlineData(TokenSide.Left, 5, "2 6 7 8 3")]
    [InlineData(TokenSide.Right, 7, "2 4 5 6 7 8 3")]
    [InlineData(TokenSide.Right, 2, "2 3")]
    public void Encode_LongText_KeepsItsClosingToken(TokenSide side, int length, string expected)
    {
        var tokenizer = Letters.WithTruncation(new TruncationOptions { MaxLength = length, Side = side });
        Assert.Equal(expected, Ids(tokenizer, "a b c d e"));
        var ids = new List<int>();
        tokenizer.Encode("a b c d e", ids);
        Assert.Equal(expected, string.Join(' ', ids));
    }

    [Theory]
    [InlineData(TruncationStrategy.LongestFirst, 7, "2 4 5 3 8 9 3")]
    [InlineData(TruncationStrategy.LongestFirst, 8, "2 4 5 6 3 8 9 3")]
    [InlineData(TruncationStrategy.LongestFirst, 6, "2 4 5 3 8 3")]
    [InlineData(TruncationStrategy.OnlyFirst, 6, "2 4 3 8 9 3")]
    [InlineData(TruncationStrategy.OnlySecond, 8, "2 4 5 6 7 3 8 3")]
    public void Encode_LongPair_IsCutAsTheStrategySays(TruncationStrategy strategy, int length, string expected) => Assert.Equal(
        expected, Ids(Letters.WithTruncation(new TruncationOptions { MaxLength = length, Strategy = strategy }), "a b c d", "e f"));

    [Theory]
    [InlineData(TruncationStrategy.LongestFirst, 1)]
    [InlineData(TruncationStrategy.OnlySecond, 4)]
    public void Encode_NoRoom_IsAnError(TruncationStrategy strategy, int length) => Assert.Equal(
        TokenizerError.BadValue,
        Assert.Throws<TokenizerException>(() => Letters.WithTruncation(new TruncationOptions { MaxLength = length, Strategy = strategy }).Encode("a b c d e f")).Reason);

    [Theory]
    [InlineData(TokenSide.Right, "2 4 3 0 0", "1 1 1 0 0")]
    [InlineData(TokenSide.Left, "0 0 2 4 3", "0 0 1 1 1")]
    public void PadTo_EitherSide_IsMasked(TokenSide side, string ids, string mask)
    {
        var padded = Letters.Encode("a").PadTo(5, new PaddingOptions { Side = side });
        Assert.Equal(ids, string.Join(' ', padded.Ids));
        Assert.Equal(mask, string.Join(' ', padded.AttentionMask));
        Assert.Equal(3, padded.AttentionMask.Count(bit => bit == 1));
        Assert.Equal(4, padded.SpecialTokensMask.Count(bit => bit == 1));
    }

    [Fact]
    public void Parse_TruncationAndPadding_AreRead()
    {
        var tokenizer = TokenizerFixtures.Open("pieces", """
            {"truncation":{"direction":"Left","max_length":7,"strategy":"OnlyFirst","stride":0},
             "padding":{"strategy":{"Fixed":12},"direction":"Left","pad_to_multiple_of":8,"pad_id":3,"pad_type_id":1,"pad_token":"[P]"}}
            """);
        Assert.Equal(new TruncationOptions { MaxLength = 7, Side = TokenSide.Left, Strategy = TruncationStrategy.OnlyFirst }, tokenizer.Truncation);
        Assert.Equal(
            new PaddingOptions { FixedLength = 12, Side = TokenSide.Left, MultipleOf = 8, PadId = 3, PadTypeId = 1, PadToken = "[P]" },
            tokenizer.Padding);
        Assert.Equal(16, tokenizer.Padding!.TargetLength(3));
    }

    [Fact]
    public void EncodeBatch_Texts_GivesIdsInTheirOrder()
    {
        string[] texts = [.. Enumerable.Range(0, 500).Select(i => string.Join(' ', Enumerable.Repeat("a", i % 7)))];
        var batch = Letters.EncodeBatch(texts);
        Assert.Equal(texts.Select(text => Ids(Letters, text)), batch.Select(ids => string.Join(' ', ids)));
        Assert.Throws<OperationCanceledException>(() => Letters.EncodeBatch(texts, cancellation: new CancellationToken(canceled: true)));
    }
}
