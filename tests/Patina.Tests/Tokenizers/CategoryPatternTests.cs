using Patina.Tokenizers.Patterns;

namespace Patina.Tests.Tokenizers;

/// <summary>Runs by general category, against the regular expressions that they stand in for.</summary>
public sealed class CategoryPatternTests
{
    [Theory]
    [InlineData(@"[^\p{L}\p{M}\p{N}]+")]
    [InlineData(@"[\p{L}]+")]
    [InlineData(@"[\p{P}\p{S}]+")]
    [InlineData(@"[^\p{Z}]+")]
    public void TryFind_RandomTexts_FindsWhatTheRegularExpressionFinds(string expression)
    {
        var pattern = CategoryRunPattern.TryRead(expression);
        Assert.NotNull(pattern);
        // .NET's own expressions look at UTF-16 units, so only characters of one unit are compared with them.
        ExpressionAssert.FindsWhatDotNetFinds(expression, pattern, "a b Z 0 9 - _ + \n \0 é 漢 \u0301 \u0E33 \u00B2 \u2028 \u20AC ａ", rounds: 2000);
    }

    [Fact]
    public void TryFind_CharactersOfTwoUnits_LooksAtTheirCategory()
    {
        var pattern = CategoryRunPattern.TryRead(@"[^\p{L}\p{M}\p{N}]+")!;
        Assert.True(pattern.TryFind("𝒳😀𐐷", 0, out var start, out var end));
        Assert.Equal((2, 4), (start, end));
    }

    [Theory]
    [InlineData(@"[^\p{L}\p{M}\p{N}]")]
    [InlineData(@"[^\p{Lu}]+")]
    [InlineData(@"[\p{L}a]+")]
    [InlineData(@"[\P{L}]+")]
    [InlineData(@"[]+")]
    [InlineData(@"[^]+")]
    public void TryRead_ExpressionOfAnotherForm_IsLeftToTheRegularExpression(string expression) => Assert.Null(CategoryRunPattern.TryRead(expression));
}
