using Patina.Memory.Chunks;

namespace Patina.Tests.Memory.Notes;

public sealed class NoteChunkTests
{
    private const string TwentyWords = "one two three four five six seven eight nine ten one two three four five six seven eight nine";

    [Fact]
    public void Materialize_ItemsOfOneHeading_ShareAChunk()
    {
        var chunk = Assert.Single(NoteRecorder.Rows(
            """
            # Session: tame the cache
            **ID**: 20250310-141500
            **Started**: 2025-03-10T18:15:00Z

            ## Activity Log
            ### 15:00 - Update (covering since 14:15)
            **Key Decisions:**
            - Evict by age
              - not by size

            - Keep the index
            """).Chunks);

        Assert.Equal((ChunkKind.Note, NoteRecorder.Path, 8, 11), (chunk.Kind, chunk.Path, chunk.StartLine, chunk.EndLine));
        Assert.Equal("- Evict by age\n  - not by size\n\n- Keep the index", chunk.Text);
        Assert.Equal("tame the cache › 15:00 Update › Key Decisions", chunk.Title);
        Assert.Equal("tame the cache Key Decisions", chunk.Head);
        Assert.Equal("20250310-141500", chunk.Session);
        Assert.Equal(DateTimeOffset.Parse("2025-03-10T15:00:00-04:00", null).ToUnixTimeSeconds(), chunk.Timestamp);
    }

    [Fact]
    public void Materialize_ManyItems_BreaksAtAboutSixtyWords()
    {
        var rows = NoteRecorder.Rows("# S\n" + string.Concat(Enumerable.Repeat($"- {TwentyWords}\n", 8)));

        Assert.Equal([(2, 4), (5, 7), (8, 9)], rows.Chunks.Select(chunk => (chunk.StartLine, chunk.EndLine)));
        Assert.Equal(3, rows.Chunks.Select(chunk => chunk.Key).Distinct().Count());
        Assert.Equal(rows.Chunks[1].Key, rows.Notes[3].Chunk);
    }

    [Fact]
    public void Materialize_ItemWithNestedOnes_StaysInOneChunkWhereItFits()
    {
        var rows = NoteRecorder.Rows($"# S\n- {TwentyWords}\n- {TwentyWords}\n- {TwentyWords}\n  - {TwentyWords}\n");

        Assert.Equal([(2, 3), (4, 5)], rows.Chunks.Select(chunk => (chunk.StartLine, chunk.EndLine)));
    }

    [Fact]
    public void Materialize_RatherLongItem_IsNotCut()
    {
        var text = string.Join(' ', Enumerable.Repeat(TwentyWords, 8));

        Assert.Equal(text, Assert.Single(NoteRecorder.Rows("# S\n\n" + text).Chunks).Text);
    }

    [Fact]
    public void Materialize_FarLongerItem_IsCutAtLinesAndSentences()
    {
        var sentence = $"{TwentyWords} end.";
        var line = string.Join(' ', Enumerable.Repeat(sentence, 15));
        var rows = NoteRecorder.Rows($"# S\n\nfirst\n{line}\nlast");

        Assert.Equal(("first", 3, 3), (rows.Chunks[0].Text, rows.Chunks[0].StartLine, rows.Chunks[0].EndLine));
        Assert.Equal(("last", 5, 5), (rows.Chunks[^1].Text, rows.Chunks[^1].StartLine, rows.Chunks[^1].EndLine));
        var middle = rows.Chunks.Skip(1).SkipLast(1).ToList();
        Assert.All(middle, chunk => Assert.EndsWith("end.", chunk.Text, StringComparison.Ordinal));
        Assert.All(middle, chunk => Assert.Equal((4, 4), (chunk.StartLine, chunk.EndLine)));
        Assert.Equal(line, string.Join(' ', middle.Select(chunk => chunk.Text)));
        Assert.Equal(rows.Chunks[0].Key, Assert.Single(rows.Notes).Chunk);
    }

    [Fact]
    public void Materialize_EqualItems_HaveKeysOfTheirOwn()
    {
        var chunks = NoteRecorder.Rows("# S\n## Work\n- same\n## Goals\n- same\n## Work\n- same").Chunks;

        Assert.Equal(3, chunks.Count);
        Assert.Equal(3, chunks.Select(chunk => chunk.Key).Distinct().Count());
    }

    [Fact]
    public void Materialize_Metadata_IsNotSearched()
    {
        var rows = NoteRecorder.Rows("# S\n## Work\n- real\n## Session Classification\n- Work Type: exploration\n");

        Assert.Equal("- real", Assert.Single(rows.Chunks).Text);
        Assert.Equal(["work", "metadata"], rows.Notes.Select(note => note.Kind));
        Assert.All(rows.Notes, note => Assert.Equal(rows.Chunks[0].Key, note.Chunk));
    }

    [Fact]
    public void Materialize_MetadataAlone_IsFoundByItsTitle()
    {
        var chunk = Assert.Single(NoteRecorder.Rows("# Session: quiet day\n## Session Classification\n- Work Type: exploration\n").Chunks);

        Assert.Equal(("quiet day", 1, 1), (chunk.Text, chunk.StartLine, chunk.EndLine));
    }
}
