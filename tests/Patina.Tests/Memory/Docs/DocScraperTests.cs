using Patina.Memory.Chunks;
using Patina.Memory.Events;
using Patina.Memory.Scraping.Docs;
using Patina.Memory.Storage;

namespace Patina.Tests.Memory.Docs;

public sealed class DocScraperTests
{
    private static readonly string Filler = string.Concat(Enumerable.Repeat("Some words to fill the paragraph. ", 12));

    [Theory]
    [InlineData("README.md", true)]
    [InlineData("docs/a.MARKDOWN", true)]
    [InlineData("a.rst", true)]
    [InlineData("a.txt", true)]
    [InlineData("CMakeLists.txt", false)]
    [InlineData("a.cs", false)]
    public void Accepts_Path_GoesByEnding(string path, bool expected) => Assert.Equal(expected, new DocScraper().Accepts(path));

    [Fact]
    public void Scrape_Headings_MakePaths()
    {
        var chunks = Chunks("docs/user-guide.md", $"""
            {Filler}

            # Install `it`

            {Filler}

            ## On *Linux*
            {Filler}

            Underlined
            ----------
            {Filler}

            # Use
            {Filler}
            """);

        Assert.Equal(
            ["user-guide.md 1-1", "Install it 3-5", "Install it > On Linux 7-8", "Install it > Underlined 10-12", "Use 14-15"],
            chunks.Select(chunk => $"{chunk.Title} {chunk.StartLine}-{chunk.EndLine}"));
        Assert.Equal("docs user guide Install it On Linux", chunks[2].Head);
        Assert.StartsWith("## On *Linux*\n", chunks[2].Text, StringComparison.Ordinal);
        Assert.All(chunks, chunk => Assert.Equal(ChunkKind.Doc, chunk.Kind));
    }

    [Fact]
    public void Scrape_CodeFence_IsKeptAndItsHashesAreNoHeadings()
    {
        var text = "# Title\n\n```sh\n# not a heading\n\nmake all\n```\n\n> # quoted\n\n- # in a list\n";

        var chunk = Assert.Single(Chunks("a.md", text));

        Assert.Equal("Title", chunk.Title);
        Assert.Equal(text.TrimEnd(), chunk.Text);
    }

    [Fact]
    public void Scrape_FrontMatter_NamesTheDocumentAndStaysInTheText()
    {
        var chunk = Assert.Single(Chunks("posts/a.md", "---\ntitle: \"The Title\"\ntags:\n  - one\n  - two words\ndraft: true\n---\n\nBody text.\n"));

        Assert.Equal("The Title", chunk.Title);
        Assert.Equal("posts a The Title one two words", chunk.Head);
        Assert.Contains("draft: true", chunk.Text, StringComparison.Ordinal);
        Assert.Contains("Body text.", chunk.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tags: [a, 'b c', \"d\"]", "a|b c|d")]
    [InlineData("keywords: a, b", "a|b")]
    [InlineData("tags:\n- a\n- b\nother:\n- c", "a|b")]
    public void Read_Tags_KnowsTheirForms(string yaml, string expected) =>
        Assert.Equal(expected, string.Join('|', FrontMatter.Read(yaml)!.Tags));

    [Fact]
    public void Scrape_LongSection_IsSplitAfterParagraphs()
    {
        var paragraphs = Enumerable.Range(0, 12).Select(i => $"Paragraph {i}. {Filler}").ToList();

        var chunks = Chunks("a.md", "# Long\n\n" + string.Join("\n\n", paragraphs) + "\n");

        Assert.Equal(4, chunks.Count);
        Assert.All(chunks, chunk => Assert.InRange(chunk.Text.Length, 300, SectionSplitter.MaxLength));
        Assert.All(chunks, chunk => Assert.Equal("Long", chunk.Title));
        Assert.Equal("# Long\n\n" + string.Join("\n\n", paragraphs.Select(p => p.TrimEnd())),
            string.Join("\n\n", chunks.Select(chunk => chunk.Text)).Replace(" \n", "\n", StringComparison.Ordinal));
        Assert.Equal(1, chunks[0].StartLine);
        Assert.Equal(25, chunks[^1].EndLine);
    }

    [Fact]
    public void Scrape_SmallNeighbours_ShareAChunk()
    {
        var text = "# Top\n\n## A\n\nshort\n\n## B\n\nshort too\n\n# Other\n\nelsewhere\n";

        var chunks = Chunks("a.md", text);

        Assert.Equal(["# Top\n\n## A\n\nshort\n\n## B\n\nshort too", "# Other\n\nelsewhere"], chunks.Select(chunk => chunk.Text));
        Assert.Equal((1, 9), (chunks[0].StartLine, chunks[0].EndLine));
    }

    [Fact]
    public void Scrape_EndlessLine_IsCutBetweenCharacters()
    {
        var text = "x" + string.Concat(Enumerable.Repeat("𠀀", 4000));

        var chunks = Chunks("a.md", text);

        Assert.Equal(text, string.Concat(chunks.Select(chunk => chunk.Text)));
        Assert.All(chunks, chunk => Assert.False(char.IsHighSurrogate(chunk.Text[^1])));
    }

    [Fact]
    public void Scrape_EqualSections_HaveDifferentKeys()
    {
        var section = $"# Same\n\n{Filler}\n\n";

        var chunks = Chunks("a.md", section + section);

        Assert.Equal(2, chunks.Select(chunk => chunk.Key).Distinct().Count());
        Assert.Equal(chunks[0].Text, chunks[1].Text);
    }

    [Fact]
    public void Scrape_PlainText_HasNoHeadings()
    {
        var chunk = Assert.Single(Chunks("notes/todo.txt", "# no heading\r\n\r\ntext\r\n"));

        Assert.Equal("todo.txt", chunk.Title);
        Assert.Equal("notes todo", chunk.Head);
        Assert.Equal((1, 3), (chunk.StartLine, chunk.EndLine));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n \n\t\n")]
    public void Scrape_BlankFile_HasNoChunk(string text) => Assert.Empty(Chunks("a.md", text));

    [Theory]
    [InlineData(">", 20_000)]
    [InlineData("[", 20_000)]
    [InlineData("*a ", 20_000)]
    [InlineData("- ", 5_000)]
    [InlineData("`", 50_000)]
    [InlineData("<", 50_000)]
    [InlineData("# \n", 20_000)]
    [InlineData("---\n", 10_000)]
    public void Scrape_HostileMarkdown_LosesNothing(string part, int count)
    {
        var text = string.Concat(Enumerable.Repeat(part, count)) + " needle";

        Assert.Contains("needle", Chunks("a.md", text)[^1].Text, StringComparison.Ordinal);
    }

    private static List<Chunk> Chunks(string path, string text)
    {
        var scraper = new DocScraper();
        var events = new List<MemoryEvent>();
        scraper.Scrape(path, text, events);
        Assert.All(events, entry => Assert.True(scraper.Owns(entry.Type)));
        var rows = new DerivedRows();
        scraper.Materialize(path, events, rows);
        return rows.Chunks;
    }
}
