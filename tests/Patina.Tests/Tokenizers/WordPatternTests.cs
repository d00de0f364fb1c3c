using Patina.Tokenizers.Expressions;
using Patina.Tokenizers.Patterns;

namespace Patina.Tests.Tokenizers;

/// <summary>The pattern that stands in for the expressions of byte-level tokenizers, against those expressions.</summary>
public sealed class WordPatternTests
{
    private const string Gpt4Tail = @"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";
    private const string Gpt4Words = @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}";

    [Theory]
    [InlineData(@"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+")]
    [InlineData(@"'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+")]
    [InlineData(Gpt4Words + "{1,3}" + Gpt4Tail)]
    [InlineData(Gpt4Words + Gpt4Tail)]
    [InlineData(@"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]++[\r\n]*|\s*[\r\n]|\s+(?!\S)|\s+")]
    public void TryFind_RandomTexts_FindsWhatTheExpressionFinds(string expression)
    {
        string[] letters =
        [
            "a", "S", "s", "t", "l", "L", "v", "e", "R", "d", "'", "'", "1", "2", "٣", "½", "-", ".", " ", " ", " ", "\n", "\r", "\t", "\u3000", "\u0085",
            "é", "e\u0301", "漢", "😀", "\U00010400", "𝟙", "\u017F", "\u200B", "_",
        ];
        var words = WordPattern.TryRead(expression);
        Assert.NotNull(words);
        var program = new ExpressionPattern(ExpressionProgram.Compile(expression));
        var random = new Random(3);
        for (var round = 0; round < 20_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(16)).Select(_ => letters[random.Next(letters.Length)]));
            Assert.Equal(Find(program, text), Find(words, text));
        }
    }

    [Fact]
    public void TryRead_AnotherExpression_IsLeftToTheEngine() => Assert.Null(WordPattern.TryRead(Gpt4Words + "{1,4}" + Gpt4Tail));

    private static List<(int Start, int End)> Find(TextPattern pattern, string text)
    {
        var found = new List<(int Start, int End)>();
        for (var matches = pattern.Matches(text); matches.MoveNext();)
            found.Add((matches.Start, matches.End));
        return found;
    }
}
