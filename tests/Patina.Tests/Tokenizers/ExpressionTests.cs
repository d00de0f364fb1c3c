using System.Text;
using Patina.Tokenizers;
using Patina.Tokenizers.Expressions;
using Patina.Tokenizers.Patterns;

namespace Patina.Tests.Tokenizers;

/// <summary>Regular expressions of tokenizer files.</summary>
public sealed class ExpressionTests
{
    private const string Gpt2 = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

    private const string Llama3 =
        @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    private const string O200k =
        @"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
        + @"|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
        + @"|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    private static ExpressionPattern Compile(string expression) => new(ExpressionProgram.Compile(expression));

    private static string[] Find(string expression, string text)
    {
        var found = new List<string>();
        for (var matches = Compile(expression).Matches(text); matches.MoveNext();)
            found.Add(text[matches.Start..matches.End]);
        return [.. found];
    }

    [Theory]
    [InlineData(Gpt2)]
    [InlineData(Llama3)]
    [InlineData(O200k)]
    [InlineData(@"\s+\z")]
    [InlineData(@"\p{N}{1,3}?")]
    [InlineData(@"(?:ab?)+?1|a+")]
    [InlineData(@"(?>a+b?)a|b")]
    [InlineData(@"(?<=a|b)1|(?<!1)b")]
    [InlineData(@"(?=ab)a+|(?!b)\w")]
    [InlineData(@"\b\w|\B-")]
    [InlineData(@"a??b|a+")]
    [InlineData(@"(a|ab)(c|bcd)?1")]
    [InlineData(@"\Aa|b\Z")]
    [InlineData(@"(?i)É|l+")]
    [InlineData(@"(?:1|[ab]{2}){2,3}")]
    [InlineData(@"[^\S\n]+")]
    public void Matches_RandomTexts_AreThoseOfDotNet(string expression)
    {
        ExpressionAssert.FindsWhatDotNetFinds(
            expression, Compile(expression),
            "a a b B L l v 1 1 2 \u0661 - ' ' \n \n \r \u3000 é É e\u0301 漢 ǅ . /", rounds: 3000);
    }

    [Theory]
    [InlineData(Gpt2, "\U00010400\U00010428x 𝟙𝟚 😀😀a", new[] { "\U00010400\U00010428x", " 𝟙𝟚", " 😀😀", "a" })]
    [InlineData(Llama3, "𝟙𝟚𝟛𝟜 😀a", new[] { "𝟙𝟚𝟛", "𝟜", " 😀", "a" })]
    [InlineData(@"[\U00010000]?\p{Han}+", "", new string[0])]
    [InlineData(@"\p{Han}+", "ab漢字𠀀かc", new[] { "漢字𠀀" })]
    [InlineData(@"\p{Script=Han}+|\p{sc=Hira}+|\p{Script=Katakana}+", "漢字かなカナー", new[] { "漢字", "かな", "カナ" })]
    [InlineData(@"\p{Cyrillic}+|\p{Greek}+|\p{Old Italic}+", "abcДа αβ\U00010300x", new[] { "Да", "αβ", "\U00010300" })]
    [InlineData(@"[\p{Hangul}\p{Thai}]+|\p{^Latin}", "a한글ไทยb1", new[] { "한글ไทย", "1" })]
    [InlineData(@"\P{Common}+", "x1 é", new[] { "x", "é" })]
    [InlineData(@"\p{gc=Lu}+", "aBÉ", new[] { "BÉ" })]
    [InlineData(@"[^a]", "a😀", new[] { "😀" })]
    [InlineData(@"\x{1F600}+", "a😀😀", new[] { "😀😀" })]
    [InlineData(@"(?<=😀)a", "😀a", new[] { "a" })]
    [InlineData(@"^a|a$", "a\na a\nb", new[] { "a", "a", "a" })]
    [InlineData(@"[\p{L}&&[^a-z]]+", "abÉC1", new[] { "ÉC" })]
    [InlineData(@"[a-b[^\d]]x", "ax1xcx", new[] { "ax", "cx" })]
    [InlineData(@"\p{^L}+|\P{^N}", "a- 1", new[] { "- 1" })]
    [InlineData(@"a++a|b", "aab", new[] { "b" })]
    [InlineData(@"(?x) a  b # comment", "ab", new[] { "ab" })]
    [InlineData(@"(?i:'S)", "'s 'S '\u017F", new[] { "'s", "'S", "'\u017F" })]
    [InlineData(@"a(?i)b|c", "aB C", new[] { "aB", "C" })]
    [InlineData(@"a*", "baa", new[] { "", "aa" })]
    [InlineData(@"a|", "ba", new[] { "", "a" })]
    public void Matches_BeyondWhatDotNetCanDo_AreThoseOfOniguruma(string expression, string text, string[] expected)
    {
        if (text.Length > 0)
            Assert.Equal(expected, Find(expression, text));
        else
            Assert.Throws<FormatException>(() => Compile(expression));
    }

    [Theory]
    [InlineData("(")]
    [InlineData(")")]
    [InlineData("a(?P=x)")]
    [InlineData("[")]
    [InlineData("[]")]
    [InlineData("[a")]
    [InlineData("[z-a]")]
    [InlineData("[[:alpha:]]")]
    [InlineData(@"\p{Nonsense}")]
    [InlineData(@"\p{Script=L}")]
    [InlineData(@"\p{Script=}")]
    [InlineData(@"\p{Script_Extensions=Han}")]
    [InlineData(@"\p{L")]
    [InlineData(@"\1")]
    [InlineData(@"(a)\k<x>")]
    [InlineData(@"\")]
    [InlineData(@"\x{110000}")]
    [InlineData("*")]
    [InlineData("a{3,2}")]
    [InlineData("a{2000}")]
    [InlineData("(?:a*)*")]
    [InlineData("(?<=a+)b")]
    [InlineData("(?:(?:(?:a{900}b){900})){900}")]
    public void Compile_WhatIsMalformedOrUnsupported_IsRefused(string expression) =>
        Assert.Throws<FormatException>(() => Compile(expression));

    [Theory]
    [InlineData(@"\s+$", " ", "x")]
    [InlineData(@"\s*\n|\s", " ", "x")]
    [InlineData(@"(?:\s+a?)+b", " ", "x")]
    [InlineData(@"(?:a|a)+b", "a", "x")]
    [InlineData(@"(?:a+)+b", "a", "x")]
    [InlineData(@"(?:a?){20}aaaaaaaaaaaaaaaaaaaab", "a", "x")]
    [InlineData(Gpt2, " ", "x")]
    [InlineData(Llama3, " ", "x")]
    [InlineData(O200k, "'", "x")]
    public void Matches_HostileText_TakesTimeThatGrowsWithItsLength(string expression, string repeated, string end)
    {
        var text = new StringBuilder().Insert(0, repeated, 100_000).Append(end).ToString();
        var covered = 0;
        for (var matches = Compile(expression).Matches(text); matches.MoveNext();)
            covered += matches.End - matches.Start;
        Assert.InRange(covered, 0, text.Length);
    }

    [Fact]
    public void Matches_WhatNoMemoryHelps_StopsWithAnError()
    {
        var pattern = Compile(@"(?:(?=a*)a)*b");
        Assert.Equal(TokenizerError.BadPattern, FailureOf(pattern, new string('a', 100_000))?.Reason);

        // And the next text does not suffer for it.
        Assert.Null(FailureOf(pattern, "aab"));
    }

    private static TokenizerException? FailureOf(ExpressionPattern pattern, string text)
    {
        try
        {
            var matches = pattern.Matches(text);
            Assert.True(matches.MoveNext());
            Assert.Equal((0, text.Length), (matches.Start, matches.End));
            return null;
        }
        catch (TokenizerException error)
        {
            return error;
        }
    }
}
