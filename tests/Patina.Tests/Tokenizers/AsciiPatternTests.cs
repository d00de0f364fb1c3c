using Patina.Tokenizers.Patterns;

namespace Patina.Tests.Tokenizers;

/// <summary>The patterns that stand in for regular expressions of a simple form, against the regular expressions.</summary>
public sealed class AsciiPatternTests
{
    private const string Boundaries =
        "(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=[0-9])|(?<=[0-9])(?=[A-Za-z])";

    private static TextPattern? Read(string expression) =>
        RunPattern.TryRead(expression) ?? (TextPattern?)BoundaryPattern.TryRead(expression);

    [Theory]
    [InlineData("[^A-Za-z0-9]+")]
    [InlineData("[a-z]+")]
    [InlineData("[abcx-z7]+")]
    [InlineData("[0-9]{5,}")]
    [InlineData("[a-z]{3,}")]
    [InlineData("(?<=[a-z])(?=[A-Z])")]
    [InlineData("(?<=[A-Z])(?=[A-Z][a-z])")]
    [InlineData(Boundaries)]
    public void TryFind_RandomTexts_FindsWhatTheRegularExpressionFinds(string expression)
    {
        var pattern = Read(expression);
        Assert.NotNull(pattern);
        ExpressionAssert.FindsWhatDotNetFinds(expression, pattern, "a a b z Z A A B 0 1 2 9 - _ \n \0 é 漢 😀 \u017F \u212A", rounds: 2000);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]+")]
    [InlineData("[^]+")]
    [InlineData("[a-z]")]
    [InlineData("[a-z]*")]
    [InlineData("[a-z]+?")]
    [InlineData("[a-z]+[0-9]+")]
    [InlineData("[z-a]+")]
    [InlineData("[a-]+")]
    [InlineData("[a_]+")]
    [InlineData("[\\d]+")]
    [InlineData("[a-zé]+")]
    [InlineData("[a-z]{0,}")]
    [InlineData("[a-z]{2,3}")]
    [InlineData("[a-z]{-2,}")]
    [InlineData("[a-z]{99999999999,}")]
    [InlineData("[^a-z]{2,}")]
    [InlineData("(?<=[a-z])")]
    [InlineData("(?<=[a-z])(?=[A-Z])|")]
    [InlineData("(?<=[^a-z])(?=[A-Z])")]
    [InlineData("(?<=[a-z])(?=[A-Z][a-z][a-z])")]
    [InlineData("(?<![a-z])(?=[A-Z])")]
    public void TryRead_ExpressionOfAnotherForm_IsLeftToTheRegularExpression(string expression) => Assert.Null(Read(expression));
}
