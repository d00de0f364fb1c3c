using Patina.Memory;
using Patina.Memory.Scraping;
using Patina.Memory.Storage;
using Patina.Tests.Memory.Git;

namespace Patina.Tests.Memory.Scraping;

/// <summary>A repository in a temporary folder with its memory.</summary>
internal sealed class ScrapedProject : IDisposable
{
    public TemporaryRepository Repository { get; } = new();

    public ProjectLayout Layout => new(Repository.Root);

    public IReadOnlyList<IScraper> Scrapers { get; set; } = [new LineScraper()];

    public ScrapedProject With(string path, string text)
    {
        Repository.Write(path, text);
        return this;
    }

    public void Delete(string path) => File.Delete(Path.Combine(Repository.Root, path));

    public void Move(string from, string to)
    {
        var target = Path.Combine(Repository.Root, to);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Move(Path.Combine(Repository.Root, from), target);
    }

    public ScrapeReport Run(ScrapeOptions? options = null, CancellationToken cancellation = default) =>
        Scrape.Run(Layout, Scrapers, options ?? new ScrapeOptions(), progress: null, cancellation);

    public MemoryDatabase Open() => MemoryDatabase.Open(Layout);

    /// <summary>Titles of all chunks, sorted.</summary>
    public IReadOnlyList<string> Titles()
    {
        using var database = Open();
        return [.. database.Chunks.All().Select(chunk => $"{chunk.Path}: {chunk.Title}").Order(StringComparer.Ordinal)];
    }

    public void Dispose() => Repository.Dispose();
}
