using Patina.Memory.Scraping.Code;

namespace Patina.Tests.Memory.Code;

public sealed class TextScraperTests
{
    private readonly TextScraper _scraper = new();

    [Fact]
    public void Scrape_LongText_FallsIntoWindowsAtBlankLines()
    {
        var lines = Enumerable.Range(1, 100).Select(i => i is 33 or 80 ? "" : $"key_{i}: {i}");

        var chunks = CodeDump.Rows(_scraper, "config.yaml", string.Join('\n', lines)).Chunks;

        Assert.Equal([(1, 32), (34, 73), (74, 100)], chunks.Select(chunk => (chunk.StartLine, chunk.EndLine)));
        Assert.Equal("key_1: 1", chunks[0].Title);
        Assert.Equal("config key_1 1", chunks[0].Head);
    }

    [Fact]
    public void Scrape_OneHugeLine_IsCutIntoPiecesThatLoseNothing()
    {
        var text = string.Concat(Enumerable.Repeat("wörd 🦊🦊 ", 30_000)).Trim();

        var chunks = CodeDump.Rows(_scraper, "data.json", text).Chunks;

        Assert.Equal(text, string.Concat(chunks.Select(chunk => chunk.Text)));
        Assert.All(chunks, chunk => Assert.InRange(chunk.Text.Length, 1, ChunkLimits.Chunk));
        Assert.All(chunks, chunk => Assert.False(char.IsLowSurrogate(chunk.Text[0])));
        Assert.Equal(chunks.Count, chunks.Select(chunk => chunk.Key).Distinct().Count());
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n \t\n")]
    public void Scrape_BlankText_GivesNothing(string text) => Assert.Empty(CodeDump.Events(_scraper, "a.txt", text));

    [Fact]
    public void Scrape_UnpairedSurrogateAndNul_AreReplaced()
    {
        var chunks = CodeDump.Rows(_scraper, "a.txt", "a\0b \uD800 c \uDC00\uD83E\uDD8A").Chunks;

        Assert.Equal("a\uFFFDb \uFFFD c \uFFFD🦊", Assert.Single(chunks).Text);
    }
}
