using System.Text.Json;
using Patina.Cli.Reports;
using Patina.Cli.Terminals;
using Patina.Memory.Chunks;
using Patina.Scry;

namespace Patina.Tests.Cli;

public sealed class ScryReportTests
{
    private static readonly ScryHit CodeHit = new()
    {
        Rank = 1,
        Score = 0.75,
        Chunk = new Chunk
        {
            Key = new ChunkKey(1),
            Kind = ChunkKind.Code,
            Path = "src/fusion.rs",
            StartLine = 41,
            EndLine = 78,
            Title = "pub fn rrf_fuse(lists: &[List]) -> Vec<Hit>",
            Symbol = "rrf_fuse",
            Head = "",
            Text = "",
        },
        Snippet = new Snippet(43, "    let mut scores = map();\n\n        scores.add(rank);"),
        Evidence = [new Evidence("lexical", 1, 12.5, 0.5), new Evidence("vectors", 3, 0.875, 0.25)],
        Also = [new PlaceSpan(12, 30, "struct List")],
    };

    private static readonly ScryHit CommitHit = new()
    {
        Rank = 2,
        Score = 0.5,
        Chunk = new Chunk
        {
            Key = new ChunkKey(2),
            Kind = ChunkKind.Commit,
            Path = "65c1681812345678901234567890123456789012",
            Title = "refactor: fuse by rank",
            Timestamp = 1_770_163_200, // 2026-02-04 00:00 UTC
            Head = "",
            Text = "",
        },
        Snippet = new Snippet(0, "refactor: fuse by rank"),
        Evidence = [new Evidence("lexical", 2, 9, 0.5)],
        Also = [],
    };

    private static readonly ScryResult Result = new([CodeHit, CommitHit], QueryKind.Behaviour, ["fuse", "rank"]);

    [Fact]
    public void Text_Plain_ShowsPlaceTitleLinesAndReason()
    {
        Assert.Equal(
            """
             1  src/fusion.rs:41-78
                pub fn rrf_fuse(lists: &[List]) -> Vec<Hit>
                   43 │ let mut scores = map();
                   44 │
                   45 │     scores.add(rank);
                lexical #1 · vectors #3   also :12-30

             2  commit 65c1681812  2026-02-04
                refactor: fuse by rank
                lexical #2


            """.ReplaceLineEndings("\n"),
            Render(Result, default, null));
    }

    [Fact]
    public void Text_NarrowTerminal_CutsLinesToItsWidth()
    {
        var lines = Render(Result, default, 30).Split('\n');

        Assert.All(lines.Where(line => line.StartsWith("    ")), line => Assert.True(line.Length <= 30, line));
        Assert.Contains("    pub fn rrf_fuse(lists: &[…", lines);
    }

    [Fact]
    public void Text_WithColour_MarksTheWordsOfTheQuestion()
    {
        var text = Render(Result, new Ink(true), null);

        Assert.Contains("scores.add(\u001b[1;33mrank\u001b[0m);", text);
    }

    [Fact]
    public void Text_ControlSequencesInAFile_CannotReachTheTerminal()
    {
        var hostile = CodeHit with { Snippet = new Snippet(1, "a\u001b]0;owned\u0007\u202Eb") };

        var text = Render(Result with { Hits = [hostile] }, default, null);

        Assert.Contains("a\uFFFD]0;owned\uFFFD\uFFFDb", text);
        Assert.DoesNotContain('\u001b', text);
    }

    [Fact]
    public void Text_Explained_AddsScores()
    {
        var output = new StringWriter { NewLine = "\n" };
        new ScryText(output, default, null).Write(Result, explain: true);

        Assert.StartsWith("Read as a question about behaviour; words: fuse, rank\n", output.ToString());
        Assert.Contains("        0.2500  vectors, rank 3, score 0.875\n", output.ToString());
    }

    [Fact]
    public void Json_HasTheDocumentedFields()
    {
        using var json = ToJson(Result);
        var root = json.RootElement;
        var code = root.GetProperty("hits")[0];
        var commit = root.GetProperty("hits")[1];

        Assert.Equal("how are lists fused", root.GetProperty("query").GetString());
        Assert.Equal("behaviour", root.GetProperty("understood_as").GetString());
        Assert.Equal(1.25, root.GetProperty("milliseconds").GetDouble());
        Assert.Equal("code", code.GetProperty("kind").GetString());
        Assert.Equal("src/fusion.rs", code.GetProperty("path").GetString());
        Assert.Equal(41, code.GetProperty("start_line").GetInt32());
        Assert.Equal("vectors", code.GetProperty("evidence")[1].GetProperty("signal").GetString());
        Assert.Equal(3, code.GetProperty("evidence")[1].GetProperty("rank").GetInt32());
        Assert.Equal(12, code.GetProperty("also")[0].GetProperty("start_line").GetInt32());
        Assert.Equal("65c1681812345678901234567890123456789012", commit.GetProperty("commit").GetString());
        Assert.Equal("2026-02-04T00:00:00Z", commit.GetProperty("date").GetString());
        Assert.False(commit.TryGetProperty("path", out _));
    }

    private static string Render(ScryResult result, Ink ink, int? width)
    {
        var output = new StringWriter { NewLine = "\n" };
        new ScryText(output, ink, width).Write(result, explain: false);
        return output.ToString();
    }

    private static JsonDocument ToJson(ScryResult result)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            ScryJson.Write(json, new ScryQuery("how are lists fused"), result, 1.25);
            json.WriteEndObject();
        }

        return JsonDocument.Parse(bytes.ToArray());
    }
}
