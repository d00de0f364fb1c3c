using Patina.Memory.Scraping.Git;

namespace Patina.Tests.Memory.Git;

public sealed class CommitMessageParserTests
{
    [Theory]
    [InlineData("feat: add", "feat", null, false)]
    [InlineData("Fix(core/io): x", "fix", "core/io", false)]
    [InlineData("refactor!: drop", "refactor", null, true)]
    [InlineData("feat(api)!: drop", "feat", "api", true)]
    [InlineData("feat(): empty scope", "feat", null, false)]
    [InlineData("chore: x\n\nBREAKING CHANGE: y", "chore", null, true)]
    [InlineData("chore: x\n\nBREAKING-CHANGE: y", "chore", null, true)]
    [InlineData("Add: nothing", "add", null, false)]
    [InlineData("feat:no space", null, null, false)]
    [InlineData("feat(open: x", null, null, false)]
    [InlineData("see http://x: y", null, null, false)]
    [InlineData("10: x", null, null, false)]
    [InlineData("", null, null, false)]
    public void Parse_ConventionalFields(string message, string? type, string? scope, bool breaking)
    {
        var parsed = CommitMessageParser.Parse(message);

        Assert.Equal((type, scope, breaking), (parsed.Type, parsed.Scope, parsed.Breaking));
    }

    [Theory]
    [InlineData("see #1, #2 and #1", "#1 #2", "")]
    [InlineData("Fixes #12: y", "#12", "#12")]
    [InlineData("closed: #3, resolves a/b#4", "#3 a/b#4", "#3 a/b#4")]
    [InlineData("GH-5 and gh-6", "#5 #6", "")]
    [InlineData("fix https://github.com/o/r/issues/7 and https://github.com/o/r/pull/8", "o/r#7 o/r#8", "o/r#7")]
    [InlineData("prefixes #9", "#9", "")]
    [InlineData("colour #12ab, &#39; C#8 #0 a#1 #", "", "")]
    [InlineData("(#42)", "#42", "")]
    public void Parse_References(string message, string references, string closes)
    {
        var parsed = CommitMessageParser.Parse(message);

        Assert.Equal(references, string.Join(' ', parsed.IssueReferences));
        Assert.Equal(closes, string.Join(' ', parsed.Closes));
    }

    [Theory]
    [InlineData("feat: x (#12)", "#12")]
    [InlineData("Merge pull request #31 from a/b", "#31")]
    [InlineData("feat: x (#12) again", null)]
    public void Parse_PullRequest(string subject, string? expected) =>
        Assert.Equal(expected, CommitMessageParser.Parse(subject).PullRequest);

    [Theory]
    [InlineData("s\n\nbody\n\nSigned-off-by: A <a@b>\nCo-authored-by: C <c@d>", "body", 2)]
    [InlineData("s\n\nSigned-off-by: A <a@b>", "", 1)]
    [InlineData("s\n\nbody\n\nGenerated with [Tool](https://x)\n\nCo-Authored-By: Tool <t@x>", "body", 2)]
    [InlineData("s\n\nWhy: because\nit broke", "Why: because\nit broke", 0)]
    [InlineData("s\n\nbody\nSigned-off-by: in the same paragraph", "body\nSigned-off-by: in the same paragraph", 0)]
    [InlineData("s\n\nbody\n\nBREAKING CHANGE: gone", "body\n\nBREAKING CHANGE: gone", 0)]
    [InlineData("s\n\nbody\n\n---------\n\nCo-authored-by: C <c@d>", "body", 1)]
    [InlineData("s\n\nbody\n\n---------\n", "body", 0)]
    [InlineData("s", "", 0)]
    public void Parse_Trailers_AreNotBody(string message, string body, int trailers)
    {
        var parsed = CommitMessageParser.Parse(message);

        Assert.Equal(body, parsed.Body);
        Assert.Equal(trailers, parsed.Trailers.Count);
    }

    [Fact]
    public void Parse_LongLineOfNothing_Ends()
    {
        var message = "s\n\n" + new string(' ', 30_000) + string.Concat(Enumerable.Repeat("fix ", 5_000)) + new string('a', 20_000)
            + string.Concat(Enumerable.Repeat("a/", 5_000)) + " #1";

        Assert.Equal(["#1"], CommitMessageParser.Parse(message).IssueReferences);
    }
}
