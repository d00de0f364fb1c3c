using System.Text.Json;

namespace Patina.Tests.Memory.Notes;

public sealed class SessionHeaderTests
{
    private const string LabelForm =
        """
        # Session: tame the cache
        **ID**: 20250310-141500
        **Started**: 2025-03-10T18:15:00Z
        **LLM**: oracle
        **Git Branch**: cache
        **Session Tag**: session-20250310-141500-start
        **Starting Commit**: 0123abcd

        ## Goals
        - [ ] Evict old entries
        """;

    private const string FrontMatterForm =
        """
        ---
        type: session
        id: 20250310-141500
        title: "tame the cache"
        status: archived
        llm: oracle
        created: 2025-03-10T18:15:00Z
        start_timestamp: 1741630500000
        tags: [cache, speed]
        git:
          branch: cache
          starting_commit: 0123abcd
          start_tag: session-20250310-141500-start
        ---

        ## Goals
        - [ ] Evict old entries
        """;

    [Theory]
    [InlineData(LabelForm)]
    [InlineData(FrontMatterForm)]
    public void Scrape_EitherHeaderForm_TellsTheSession(string text)
    {
        var (events, rows) = NoteRecorder.Record(text, "layer/sessions/other-name.md");

        var started = events[0];
        Assert.Equal(("session.started", "2025-03-10T14:15:00-04:00", "20250310-141500"), (started.Type, started.Timestamp, started.SourceId));
        using var data = JsonDocument.Parse(started.Data);
        var fields = data.RootElement.GetProperty("fields");
        Assert.Equal("tame the cache", data.RootElement.GetProperty("title").GetString());
        Assert.Equal("oracle", fields.GetProperty("llm").GetString());
        Assert.Equal("cache", fields.GetProperty("branch").GetString());
        Assert.Equal("0123abcd", fields.GetProperty("starting_commit").GetString());
        Assert.Equal("session-20250310-141500-start", fields.GetProperty("start_tag").GetString());
        var goal = Assert.Single(rows.Notes);
        Assert.Equal(("20250310-141500", "goal", "Goals", "Evict old entries"), (goal.Session, goal.Kind, goal.Heading, goal.Text));
        Assert.Equal(DateTimeOffset.Parse("2025-03-10T18:15:00Z", null).ToUnixTimeSeconds(), goal.Timestamp);
    }

    [Theory]
    [InlineData("Just a line of text.", "ideas", "ideas")]
    [InlineData("# A heading\n\ntext", "ideas", "A heading")]
    [InlineData("# Session: \ntext", "ideas", "ideas")]
    [InlineData("---\ntitle: T\n---\n# H\n\ntext", "ideas", "T")]
    [InlineData("---\nno end of front matter\n\ntext", "ideas", "ideas")]
    [InlineData("\uFEFF# Marked\r\n\r\ntext\r\n", "ideas", "Marked")]
    [InlineData("# T\n**ID**: ../../etc/passwd\n\ntext", "ideas", "T")]
    [InlineData("# T\n**ID**: my-session_1.a\n\ntext", "my-session_1.a", "T")]
    public void Scrape_AnyHead_GivesIdAndTitle(string text, string id, string title)
    {
        var (_, rows) = NoteRecorder.Record(text, "layer/sessions/ideas.md");

        Assert.Equal(id, rows.Notes[^1].Session);
        Assert.StartsWith(title, rows.Chunks[^1].Title, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("20250310-141500", "**Started**: 2025-03-10T14:15:02+01:00", "2025-03-10T14:15:02+01:00")]
    [InlineData("20250310-141500", "**Started**: 2025-03-10T08:45:01Z", "2025-03-10T14:15:01+05:30")]
    [InlineData("20250310-141500", "**Started**: 2025-06-30T08:45:01Z", "2025-06-30T08:45:01+00:00")]
    [InlineData("20250310-141500", "**Started**: soon", "2025-03-10T14:15:00+00:00")]
    [InlineData("20250310-plan", "**LLM**: x", "2025-03-10T00:00:00+00:00")]
    [InlineData("plan", "**Date**: 2025-03-11", "2025-03-11T00:00:00+00:00")]
    [InlineData("plan", "**Started**: 0001-01-01T00:00:00Z", "")]
    [InlineData("plan", "**Start Timestamp**: 99999999999999999", "")]
    [InlineData("99999999-999999", "**LLM**: x", "")]
    public void Scrape_StartOfSession_HasTheOffsetOfItsPlace(string fileName, string field, string expected)
    {
        var (events, _) = NoteRecorder.Record($"# T\n{field}\n\ntext", $"layer/sessions/{fileName}.md");

        Assert.Equal(expected, events[0].Timestamp);
    }
}
