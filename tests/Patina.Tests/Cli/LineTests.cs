using Patina.Cli.Terminals;

namespace Patina.Tests.Cli;

public sealed class LineTests
{
    [Fact]
    public void Wrap_LongText_BreaksAtSpacesAndIndents() =>
        Assert.Equal("one two\n  three\n  four", Line.Wrap("one two three four", 8, indent: 2));

    [Fact]
    public void Wrap_WordWiderThanTheLimit_StaysWhole() =>
        Assert.Equal("a\n/a/very/long/path\nb", Line.Wrap("a /a/very/long/path b", 8));

    [Fact]
    public void Wrap_NoLimit_ChangesNothing() => Assert.Equal("a b  c", Line.Wrap("a b  c", null));

    [Theory]
    [InlineData("abcdef", 6, "abcdef")]
    [InlineData("abcdefg", 6, "abcde…")]
    [InlineData("abcd\U0001F600g", 6, "abcd…")]
    public void Fit_LongText_EndsWithAnEllipsisAndNoHalfCharacter(string text, int width, string expected) =>
        Assert.Equal(expected, Line.Fit(text, width));

    [Theory]
    [InlineData("a\tb", "a   b")]
    [InlineData("\u001b[31mred", "\uFFFD[31mred")]
    [InlineData("x\u009b2Jy", "x\uFFFD2Jy")]
    [InlineData("a\u202Eb\u2066c", "a\uFFFDb\uFFFDc")]
    [InlineData("naïve 日本", "naïve 日本")]
    public void Safe_RemovesWhatSteersATerminal(string text, string expected) => Assert.Equal(expected, Line.Safe(text));
}
