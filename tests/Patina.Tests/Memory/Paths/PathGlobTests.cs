using Patina.Memory.Paths;

namespace Patina.Tests.Memory.Paths;

public sealed class PathGlobTests
{
    [Theory]
    [InlineData("*.md", "docs/a.md", true)]
    [InlineData("*.md", "docs/a.mdx", false)]
    [InlineData("src/*.cs", "src/a.cs", true)]
    [InlineData("src/*.cs", "src/b/a.cs", false)]
    [InlineData("src/**/*.cs", "src/a.cs", true)]
    [InlineData("src/**/*.cs", "src/b/c/a.cs", true)]
    [InlineData("./src/**", "src/b/a.cs", true)]
    [InlineData("**/b/**", "src/b/a.cs", true)]
    [InlineData("src", "src/b/a.cs", true)]
    [InlineData("src/", "src/b/a.cs", true)]
    [InlineData("src/b", "src/b/a.cs", true)]
    [InlineData("src/b", "other/src/b/a.cs", false)]
    [InlineData("/a.cs", "src/a.cs", false)]
    [InlineData("*.{ts,tsx}", "x/a.tsx", true)]
    [InlineData("{a,b}/{c,d}.x", "b/c.x", true)]
    [InlineData("{a,b}/{c,d}.x", "b/e.x", false)]
    [InlineData("[a-c]?.x", "b1.x", true)]
    [InlineData("[!a-c]?.x", "b1.x", false)]
    [InlineData("A.cs", "a.cs", false)]
    [InlineData("?.x", "ä.x", true)]
    [InlineData("a**", "ab/c", true)]
    [InlineData("x/a**b", "x/a/b", false)]
    [InlineData("[[:digit:]][]-]", "1]", true)]
    [InlineData("[a", "a", false)]
    public void Matches_Pattern_ReadsItAsGitignoreDoes(string pattern, string path, bool expected) =>
        Assert.Equal(expected, PathGlob.Parse(pattern).Matches(path));

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("#comment")]
    [InlineData("!a")]
    [InlineData("{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}")]
    public void Parse_NoPattern_IsRefused(string pattern) => Assert.Throws<ArgumentException>(() => PathGlob.Parse(pattern));

    [Fact]
    public void Parse_TooLong_IsRefused() => Assert.Throws<ArgumentException>(() => PathGlob.Parse(new string('a', 1001)));

    [Fact]
    public void Matches_HostilePattern_Ends()
    {
        var glob = PathGlob.Parse(string.Concat(Enumerable.Repeat("*a", 400)) + "b");

        Assert.False(glob.Matches(new string('a', 4000)));
    }
}
