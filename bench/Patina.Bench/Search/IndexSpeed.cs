using System.Diagnostics;
using System.Globalization;
using Patina.Embeddings;
using Patina.Memory;
using Patina.Memory.Events;
using Patina.Memory.Scraping;
using Patina.Memory.Scraping.Code;
using Patina.Memory.Scraping.Files;
using Patina.Memory.Storage;
using Patina.Oxidize;
using Patina.Oxidize.Recipes;
using Patina.Scry;
using Patina.Scry.Benchmarks;

namespace Patina.Bench.Search;

/// <summary>
/// Time from the files of a repository to its first answer, in this process and from nothing, without history and projections: what
/// reading and parsing take, and what comes on top. And how fast each language is parsed, on one thread.
/// </summary>
internal static class IndexSpeed
{
    private const int Rounds = 7;

    /// <param name="roots">Repositories; nothing is written into them.</param>
    public static int Run(string[] roots)
    {
        foreach (var root in roots)
        {
            WriteLanguages(root);
            WriteStages(root);
        }

        return 0;
    }

    private static void WriteLanguages(string root)
    {
        var files = Read(root);
        var times = new Dictionary<string, (int Files, long Bytes, double Seconds)>(StringComparer.Ordinal);
        foreach (var (path, text, scraper) in files.Where(file => file.Scraper is CodeScraper))
        {
            if (LanguageTable.Find(path, text)?.Name is not { } language)
                continue;
            var seconds = Enumerable.Range(0, 3).Min(_ => Timed(() => Parse(path, text, scraper)));
            var sum = times.GetValueOrDefault(language);
            times[language] = (sum.Files + 1, sum.Bytes + text.Length, sum.Seconds + seconds);
        }

        Console.WriteLine(root);
        foreach (var (language, (count, length, seconds)) in times.OrderByDescending(entry => entry.Value.Bytes))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {language,-12} {count,6} files {length / 1e6,8:F2} MB   {count / seconds,8:F0} files/s {length / 1e6 / seconds,6:F1} MB/s on one thread"));
        }
    }

    private static void WriteStages(string root)
    {
        var rounds = Enumerable.Range(0, Rounds + 1).Select(_ => Round(root)).Skip(1).ToList(); // the first compiles
        double Median(Func<RoundTimes, double> of) => RankingMetrics.Percentile(rounds.Select(of), 0.5);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {rounds[0].Chunks} chunks, medians of {Rounds}: reading and parsing {Median(r => r.Parse):F0} ms ({Environment.ProcessorCount} threads); "
            + $"scrape {Median(r => r.Scrape):F0}, oxidize {Median(r => r.Oxidize):F0}, index of words {Median(r => r.Open):F0} ms; "
            + $"beyond reading and parsing {Median(r => r.Beyond):F0} ms ({rounds.Min(r => r.Beyond):F0} to {rounds.Max(r => r.Beyond):F0}); "
            + $"{rounds[0].BytesPerChunk:F0} bytes on disk per chunk"));
    }

    private static RoundTimes Round(string root)
    {
        var parse = 1000 * Timed(() => Read(root).AsParallel().ForAll(file => Parse(file.Path, file.Text, file.Scraper)));
        var folder = Directory.CreateTempSubdirectory("patina-bench-");
        try
        {
            var layout = new ProjectLayout(root, folder.FullName);
            var recipe = Recipe.Default with { Projections = [] };
            using var engine = SearchSpeed.Models().Open(recipe.ToRequest(layout));
            var kinds = new HashSet<ScrapeKind> { ScrapeKind.Code, ScrapeKind.Docs, ScrapeKind.Notes };
            var scrape = 1000 * Timed(() => Scrape.Run(layout, new ScrapeOptions { Kinds = kinds }, null, default));
            var oxidize = 1000 * Timed(() => Oxidizer.Run(layout, recipe, engine, new OxidizeOptions(), null, default));
            var open = 1000 * Timed(() => OpenSession(layout, recipe, engine).Dispose());
            using var memory = MemoryDatabase.Open(layout);
            var chunks = (int)memory.Count().Chunks.Values.Sum();
            var bytes = folder.EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
            return new RoundTimes(chunks, parse, scrape, oxidize, open, bytes / (double)Math.Max(1, chunks));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The session disposes its own memory; the engine is opened anew, as a session owns what it is given.</summary>
    private static ScrySession OpenSession(ProjectLayout layout, Recipe recipe, IEmbeddingEngine engine)
    {
        var memory = MemoryDatabase.Open(layout);
        return new ScrySession(layout, memory, SearchSpeed.Models().Open(recipe.ToRequest(layout)), VectorSpaces.Open(layout, recipe, memory, engine));
    }

    private static List<(string Path, string Text, IFileScraper Scraper)> Read(string root)
    {
        var layout = new ProjectLayout(root);
        var scrapers = Scrapers.All([]).OfType<IFileScraper>().ToList();
        var files = new List<(string, string, IFileScraper)>();
        foreach (var file in FileDiscovery.Run(layout, default).Files)
        {
            if (scrapers.Find(scraper => scraper.Accepts(file.Path)) is not { } scraper)
                continue;
            var bytes = File.ReadAllBytes(Path.Combine(layout.Root, file.Path));
            if (bytes.Length <= FileRules.MaxSize && FileContentRules.Find(file.Path, bytes, out var text) is null)
                files.Add((file.Path, text, scraper));
        }

        return files;
    }

    private static void Parse(string path, string text, IFileScraper scraper)
    {
        var events = new List<MemoryEvent>();
        scraper.Scrape(path, text, events);
        scraper.Materialize(path, events, new DerivedRows());
    }

    private static double Timed(Action work)
    {
        var clock = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(clock).TotalSeconds;
    }

    /// <summary>In milliseconds.</summary>
    private sealed record RoundTimes(int Chunks, double Parse, double Scrape, double Oxidize, double Open, double BytesPerChunk)
    {
        public double Beyond => Scrape + Oxidize + Open - Parse;
    }
}
