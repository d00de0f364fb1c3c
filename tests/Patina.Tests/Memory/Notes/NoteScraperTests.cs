using Patina.Memory.Scraping;
using Patina.Memory.Scraping.Notes;

namespace Patina.Tests.Memory.Notes;

public sealed class NoteScraperTests
{
    [Theory]
    [InlineData("layer/sessions/20250310-141500.md", true)]
    [InlineData("layer/sessions/plan.md", true)]
    [InlineData("layer/sessions/old/plan.md", false)]
    [InlineData("sub/layer/sessions/plan.md", false)]
    [InlineData("layer/core/plan.md", false)]
    [InlineData("Layer/sessions/plan.md", false)]
    [InlineData("layer/sessions/plan.txt", false)]
    public void Accepts_NoGlobs_TakesSessions(string path, bool expected) =>
        Assert.Equal(expected, new NoteScraper([]).Accepts(path));

    [Theory]
    [InlineData("layer/sessions/plan.md", true)]
    [InlineData("journal/2025/march.md", true)]
    [InlineData("journal/2025/march.txt", false)]
    [InlineData("worklog.txt", true)]
    [InlineData("sub/worklog.txt", false)]
    public void Accepts_Globs_AddToThem(string path, bool expected) =>
        Assert.Equal(expected, new NoteScraper(["journal/**/*.md", "/worklog.txt"]).Accepts(path));

    [Theory]
    [InlineData("")]
    [InlineData("!journal")]
    public void Constructor_NoGlob_Throws(string glob) => Assert.Throws<ArgumentException>(() => new NoteScraper([glob]));

    [Fact]
    public void Owns_ItsEvents_AndNoOthers()
    {
        var scraper = new NoteScraper([]);

        Assert.Equal(ScrapeKind.Notes, scraper.Kind);
        Assert.True(scraper.Owns("session.decision"));
        Assert.False(scraper.Owns("doc.section"));
    }
}
