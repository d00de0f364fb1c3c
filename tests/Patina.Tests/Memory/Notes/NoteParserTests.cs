namespace Patina.Tests.Memory.Notes;

public sealed class NoteParserTests
{
    [Fact]
    public void Scrape_ActivityLog_GivesKindHeadingAndTime()
    {
        var rows = NoteRecorder.Rows(
            """
            # Session: tame the cache
            **ID**: 20250310-221500
            **Started**: 2025-03-11T02:15:00Z

            ## Activity Log
            ### 22:15 - Session Start
            Session initialized with goal: tame the cache

            ### 23:05 - Update (covering since 22:15)

            **Git Activity:**
            - Commits this session: 2

            **Work Completed:**
            1. Measured it

            **key decisions:**
            - Evict by age

            **Challenges & Solutions:**
            * The clock jumps

            **Patterns Observed**:
            • Measure twice

            **Discussion Context:**
            We weighed age against size.

            ### 00:10 - Note [main@a1b2c3d]
            buy a faster disk

            ### [00:20:31] User Request
            make it fast
            """);

        Assert.Equal(
            [
                "metadata | Activity Log › 22:15 Session Start | Session initialized with goal: tame the cache | 2025-03-10T22:15",
                "metadata | Activity Log › 23:05 Update › Git Activity | Commits this session: 2 | 2025-03-10T23:05",
                "work | Activity Log › 23:05 Update › Work Completed | Measured it | 2025-03-10T23:05",
                "decision | Activity Log › 23:05 Update › key decisions | Evict by age | 2025-03-10T23:05",
                "challenge | Activity Log › 23:05 Update › Challenges & Solutions | The clock jumps | 2025-03-10T23:05",
                "pattern | Activity Log › 23:05 Update › Patterns Observed | Measure twice | 2025-03-10T23:05",
                "discussion | Activity Log › 23:05 Update › Discussion Context | We weighed age against size. | 2025-03-10T23:05",
                "note | Activity Log › 00:10 Note | buy a faster disk | 2025-03-11T00:10",
                "prompt | Activity Log › 00:20 User Request | make it fast | 2025-03-11T00:20",
            ],
            rows.Notes.Select(note => $"{note.Kind} | {note.Heading} | {note.Text} | "
                + DateTimeOffset.FromUnixTimeSeconds(note.Timestamp!.Value).AddHours(-4).ToString("yyyy-MM-dd'T'HH:mm", null)));
    }

    [Theory]
    [InlineData("- a\n* b\n+ c\n• d\n– e\n— f", "a", "b", "c", "d", "e", "f")]
    [InlineData("1. a\n2) b\n(3) c\na. d\nB) e", "a", "b", "c", "d", "e")]
    [InlineData("- [ ] a\n- [x] b\n* [X] c\n1. [✓] d", "a", "b", "c", "d")]
    [InlineData("-not a bullet\n1.neither\n*emphasis* here", "-not a bullet\n1.neither\n*emphasis* here")]
    [InlineData("- a\n  goes on\nand on\n\n- b", "a\ngoes on\nand on", "b")]
    [InlineData("- a\n\n  second paragraph of a\n\nprose", "a\n\nsecond paragraph of a", "prose")]
    [InlineData("prose\nline two\n\nmore prose", "prose\nline two", "more prose")]
    [InlineData("- \n- a\n-\n\n***\n<!-- hidden -->\n---", "a")]
    [InlineData("| a | b |\n|---|---|\n| 1 | 2 |", "| a | b |\n|---|---|\n| 1 | 2 |")]
    public void Scrape_ListStyles_GiveItems(string text, params string[] expected) =>
        Assert.Equal(expected, NoteRecorder.Rows("# T\n\n" + text).Notes.Select(note => note.Text));

    [Fact]
    public void Scrape_NestedBullets_AreItemsThatKnowTheirParent()
    {
        var (events, _) = NoteRecorder.Record("# T\n\n- outer\n  - inner\n    - innermost\n\t- tabbed\n- next\n\n  - after a blank");

        Assert.Equal(
            ["0 outer of ", "1 inner of outer", "2 innermost of inner", "2 tabbed of inner", "0 next of ", "1 after a blank of next"],
            events.Skip(1).Select(item =>
            {
                using var data = System.Text.Json.JsonDocument.Parse(item.Data);
                var parent = data.RootElement.TryGetProperty("parent", out var name) ? name.GetString() : "";
                return $"{data.RootElement.GetProperty("depth").GetInt32()} {data.RootElement.GetProperty("content").GetString()} of {parent}";
            }));
    }

    [Fact]
    public void Scrape_CodeFence_StaysWithItsItem()
    {
        Assert.Equal(
            [
                "note | T | do this:\n\n```sh\n# no heading\n- no bullet\n\n**no label:**\n  ```",
                "note | T | next",
                "note | T | ~~~\nalone\n```\n~~~",
                "note | T | never closed\n```\n# still code",
            ],
            NoteRecorder.Items(
                """
                # Session: S
                ## T
                - do this:

                  ```sh
                # no heading
                - no bullet

                **no label:**
                  ```
                - next
                ## T
                ~~~
                alone
                ```
                ~~~
                - never closed
                  ```
                # still code
                """));
    }

    [Theory]
    [InlineData("## KEY DECISIONS", "decision")]
    [InlineData("#### Key Architectural Decisions & Reasoning", "decision")]
    [InlineData("## Patterns", "pattern")]
    [InlineData("## Blockers", "challenge")]
    [InlineData("## Root Cause Analysis", "challenge")]
    [InlineData("## Lessons learned", "insight")]
    [InlineData("## What we implemented", "work")]
    [InlineData("## Network", "note")]
    [InlineData("## Next Steps", "next")]
    [InlineData("## Session Summary", "summary")]
    [InlineData("## Previous Session Context", "context")]
    [InlineData("## User Prompts (1)", "prompt")]
    [InlineData("## Beliefs Captured: 1", "belief")]
    [InlineData("## Beliefs Captured: 0", "metadata")]
    [InlineData("## Session Classification", "metadata")]
    [InlineData("## Decisions\n### Pros", "decision")]
    [InlineData("## Decisions\n**Challenges:**", "challenge")]
    [InlineData("## Anything", "note")]
    [InlineData("### 12:00 - Fixed the patterns", "activity")]
    [InlineData("### ~1:05 pm: Design Review", "activity")]
    [InlineData("### 25:99 - no time of day", "note")]
    public void Scrape_Heading_TellsTheKind(string heading, string kind) =>
        Assert.Equal(kind, NoteRecorder.Rows($"# T\n\n{heading}\n- item").Notes[^1].Kind);

    [Fact]
    public void Scrape_SectionsOfOneName_AreAllRead()
    {
        Assert.Equal(
            ["decision | Decisions | one", "work | Work | two", "decision | Decisions | three", "decision | Decision | four"],
            NoteRecorder.Items("# S\n## Decisions\n- one\n## Work\n- two\n## Decisions\n- three\n# Decision\n- four"
                ));
    }

    [Fact]
    public void Scrape_LabelBeforeText_HoldsTheTextAndWhatFollows()
    {
        Assert.Equal(
            ["insight | Day › Key Insight | Caches lie.", "insight | Day › Key Insight | always", "decision | Day › Decision | Trust none."],
            NoteRecorder.Items("# S\n## Day\n**Key Insight:** Caches lie.\n- always\n\n**Decision**: Trust none."));
    }

    [Fact]
    public void Scrape_EntryWithoutText_KeepsItsTitle()
    {
        Assert.Equal(
            ["activity | 10:00 Deployed to staging | Deployed to staging", "activity | 10:05 Looked at it | fine"],
            NoteRecorder.Items("# S\n### 10:00 - Deployed to staging\n\n### 10:05 - Looked at it\nfine\n### 10:10 - Update (covering since 10:05)\n"));
    }

    [Fact]
    public void Scrape_Items_KnowTheirLines()
    {
        var rows = NoteRecorder.Rows("# S\n\n## Work\n- a\n  b\n\n- c\r\n## Goals\r\n- d");

        Assert.Equal([(4, "a\nb"), (7, "c"), (9, "d")], rows.Notes.Select(note => (note.Line, note.Text)));
        Assert.Equal([(4, 7), (9, 9)], rows.Chunks.Select(chunk => (chunk.StartLine, chunk.EndLine)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n\n")]
    [InlineData("# Only a title")]
    [InlineData("---\n---")]
    [InlineData("## \n**:**\n-")]
    public void Scrape_NothingToRead_GivesTheSessionAlone(string text)
    {
        var (events, rows) = NoteRecorder.Record(text);

        Assert.Equal("session.started", events[0].Type);
        Assert.Equal(events.Count - 1, rows.Notes.Count);
        Assert.InRange(rows.Notes.Count, 0, 1);
    }

    [Theory]
    [InlineData("#", 300_000)]
    [InlineData("- ", 200_000)]
    [InlineData(" ", 500_000)]
    [InlineData("*", 500_000)]
    [InlineData("**", 200_000)]
    [InlineData("```\n", 100_000)]
    [InlineData("  - a\n", 20_000)]
    [InlineData("**a:**\n", 20_000)]
    [InlineData("# 10:00 - x\n", 15_000)]
    [InlineData("a: **b", 90_000)]
    [InlineData("\0\uD800", 200_000)]
    public void Scrape_RepeatedInput_Ends(string unit, int count)
    {
        var rows = NoteRecorder.Rows("# S\n" + string.Concat(Enumerable.Repeat(unit, count)) + "\n\n## Decisions\n- end");

        Assert.All(rows.Chunks, chunk => Assert.InRange(chunk.Text.Length, 1, 20_000));
    }
}
