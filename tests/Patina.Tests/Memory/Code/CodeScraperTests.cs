using System.Text.Json;
using Patina.Memory.Scraping.Code;

namespace Patina.Tests.Memory.Code;

public sealed class CodeScraperTests
{
    private readonly CodeScraper _scraper = new();

    public static TheoryData<string> Samples => CodeFixture.Samples;

    [Theory]
    [MemberData(nameof(Samples))]
    public void Scrape_Sample_FindsWhatIsExpected(string sample)
    {
        var rows = CodeDump.Rows(_scraper, "garden/" + sample, CodeFixture.Read(sample));

        Assert.Equal(CodeFixture.Read(sample + ".expected"), CodeDump.Of(rows));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Materialize_Sample_CoversEveryLine(string sample)
    {
        var text = CodeFixture.Read(sample);
        var rows = CodeDump.Rows(_scraper, sample, text);

        CodeAssert.CoversEveryLine(text, rows.Chunks);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Scrape_WindowsLineEndsAndByteOrderMark_GivesTheSameEvents(string sample)
    {
        var text = CodeFixture.Read(sample);

        var expected = CodeDump.Events(_scraper, sample, text);
        var windows = CodeDump.Events(_scraper, sample, "\uFEFF" + text.Replace("\n", "\r\n", StringComparison.Ordinal));

        Assert.Equal(expected, windows);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Scrape_ManyThreads_GiveTheSameEvents(string sample)
    {
        var text = CodeFixture.Read(sample);
        var expected = CodeDump.Events(_scraper, sample, text);

        Parallel.For(0, 16, _ => Assert.Equal(expected, CodeDump.Events(_scraper, sample, text)));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Scrape_EveryPrefixOfASample_CoversEveryLine(string sample)
    {
        var text = CodeFixture.Read(sample);
        for (var length = 0; length < text.Length; length += 37)
        {
            var prefix = text[..length];
            CodeAssert.CoversEveryLine(prefix, CodeDump.Rows(_scraper, sample, prefix).Chunks);
        }
    }

    [Fact]
    public void Scrape_LargeFunction_SplitsBetweenStatements()
    {
        var lines = Enumerable.Range(0, 200).Select(i => $"    let value_{i} = compute(\n        {i},\n    );");
        var text = $"/// Computes.\nfn large() {{\n{string.Join('\n', lines)}\n}}\n";

        var chunks = CodeDump.Rows(_scraper, "large.rs", text).Chunks;

        Assert.True(chunks.Count > 3);
        Assert.All(chunks, chunk => Assert.InRange(chunk.Text.Length, 1, ChunkLimits.Chunk));
        Assert.All(chunks.Skip(1), chunk => Assert.StartsWith("    let value_", chunk.Text, StringComparison.Ordinal));
        Assert.Single(chunks.Select(chunk => chunk.Head).Distinct());
        Assert.Equal(chunks.Count, chunks.Select(chunk => chunk.Key).Distinct().Count());
        CodeAssert.CoversEveryLine(text, chunks);
    }

    [Fact]
    public void Scrape_LargeClass_BecomesAnOutlineAndItsMethods()
    {
        var methods = Enumerable.Range(0, 20).Select(i => $"    def method_{i}(self):\n        \"\"\"Does {i}.\"\"\"\n        return [{string.Join(", ", Enumerable.Range(1000, 60))}]\n");
        var text = "class Big:\n    \"\"\"A class.\"\"\"\n\n    field = 1\n\n" + string.Join('\n', methods);

        var chunks = CodeDump.Rows(_scraper, "big.py", text).Chunks;

        Assert.Equal(21, chunks.Count);
        Assert.Equal(
            "class Big:\n    \"\"\"A class.\"\"\"\n\n    field = 1\n\n" + string.Join('\n', Enumerable.Range(0, 20).Select(i => $"    def method_{i}(self)")),
            chunks[0].Text);
        Assert.Equal((1, text.Split('\n').Length - 1), (chunks[0].StartLine, chunks[0].EndLine));
        Assert.Equal("Big.method_19", chunks[20].Symbol);
        CodeAssert.CoversEveryLine(text, chunks);
    }

    [Fact]
    public void Scrape_SmallNeighbours_ShareAChunk()
    {
        var text = "A_LIMIT = 1\nB_LIMIT = 2\n\n\ndef one():\n    return 1\n\n\nprint(one())\n\n\ndef two():\n    return 2\n";

        var rows = CodeDump.Rows(_scraper, "small.py", text);

        Assert.Equal(
            ["A_LIMIT = 1\nB_LIMIT = 2\n\n\ndef one():\n    return 1", "def two():\n    return 2", "A_LIMIT = 1\nB_LIMIT = 2\ndef one()\nprint(one())\ndef two()"],
            rows.Chunks.Select(chunk => chunk.Text));
        Assert.Equal(["A_LIMIT", "B_LIMIT", "one", "two"], rows.Symbols.Select(symbol => symbol.Name));
        Assert.Equal([0, 0, 0, 1], rows.Symbols.Select(symbol => rows.Chunks.FindIndex(chunk => chunk.Key == symbol.Chunk)));
    }

    [Fact]
    public void Scrape_EventsOfADefinition_CarryItsWholeRecord()
    {
        var events = CodeDump.Events(_scraper, "src/a.rs", "/// Doc.\nfn f() {\n    g::h();\n}\n");

        Assert.Equal(["code.file", "code.function"], events.Select(e => e.Type));
        Assert.Equal(["src/a.rs", "src/a.rs::f"], events.Select(e => e.SourceId));
        Assert.Equal(
            """{"name":"f","qualified_name":"f","kind":"function","signature":"fn f()","doc":"Doc.","start_line":2,"end_line":4,"body_start_line":1,"body_end_line":4,"body":"/// Doc.\nfn f() {\n    g::h();\n}","calls":[{"callee":"h","receiver":"g","line":3}]}""",
            events[1].Data);
    }

    [Theory]
    [InlineData("tool", "#!/usr/bin/env python3\nimport os\n", "python")]
    [InlineData("tool", "#!/usr/bin/env -S node --harmony\nlet x = 1\n", "javascript")]
    [InlineData("tool", "just text\n", "text")]
    [InlineData("a.TS", "let x = 1\n", "typescript")]
    [InlineData("SConstruct", "import os\n", "python")]
    public void Scrape_PathAndFirstLine_DecideTheLanguage(string path, string text, string language)
    {
        Assert.True(_scraper.Accepts(path));
        var file = CodeDump.Events(_scraper, path, text)[0];
        Assert.Equal(language, JsonDocument.Parse(file.Data).RootElement.GetProperty("language").GetString());
    }

    [Fact]
    public void Accepts_KnownExtensionOrNone_Only()
    {
        var scraper = new CodeScraper();
        Assert.True(scraper.Accepts("src/a.rs"));
        Assert.True(scraper.Accepts("bin/tool"));
        Assert.False(scraper.Accepts("config.yaml"));
        Assert.False(scraper.Accepts("a.unknown"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t\r\n")]
    public void Scrape_BlankFile_GivesNothing(string text)
    {
        Assert.Empty(CodeDump.Events(_scraper, "a.rs", text));
        Assert.Empty(CodeDump.Rows(_scraper, "a.rs", text).Chunks);
    }
}
