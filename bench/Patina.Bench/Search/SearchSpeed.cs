using System.Diagnostics;
using Patina.Embeddings;
using Patina.Embeddings.Registry;
using Patina.Embeddings.Static;
using Patina.Hub;
using Patina.Memory;
using Patina.Memory.Chunks;
using Patina.Memory.Lexical;
using Patina.Memory.Storage;
using Patina.Oxidize.Artifacts;
using Patina.Oxidize.Recipes;
using Patina.Safetensors;
using Patina.Scry;
using Patina.Scry.Benchmarks;
using Patina.Scry.Lexical;
using Patina.Scry.Ranking;
using Patina.USearch;

namespace Patina.Bench.Search;

/// <summary>
/// Time of a warm question over many chunks, and bytes per chunk: all lists and the ranking, without reading the ten places that
/// are shown. The questions are the first words of comments and signatures of the project.
/// </summary>
internal static class SearchSpeed
{
    private const int Questions = 200;
    private const int Rounds = 5;
    private const int BlockSize = 4096;

    /// <param name="args">A scraped project, and how many copies of it to search.</param>
    public static int Run(string[] args)
    {
        var layout = new ProjectLayout(args[0]);
        var copies = int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture);
        var folder = Directory.CreateTempSubdirectory("patina-bench-");
        try
        {
            using var memory = MemoryDatabase.Open(layout);
            using var engine = Models().Open(Recipe.Default.ToRequest(layout));
            var chunks = memory.Chunks.AllByPath().Where(chunk => chunk.Kind != ChunkKind.Commit).ToList();
            using var index = BuildWords(Path.Combine(folder.FullName, "lexical.index"), chunks, copies);
            using var space = BuildVectors(Path.Combine(folder.FullName, "base.usearch"), chunks, copies, engine);
            Ask(new FusedSearch(memory, engine, [space], index, RankingWeights.Default), chunks);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static LexicalIndex BuildWords(string path, List<Chunk> chunks, int copies)
    {
        var clock = Stopwatch.StartNew();
        LexicalIndexWriter.Write(
            path, RenamedCopies.Of(chunks, copies), new HashSet<ChunkKey>(), RankingWeights.Default.Fields, new Dictionary<string, string>(), default);
        var index = new LexicalIndex(SafetensorsFile.Open(path));
        Console.WriteLine(FormattableString.Invariant(
            $"{index.Count} chunks: index of words in {clock.Elapsed.TotalSeconds:F1} s, {new FileInfo(path).Length / (double)index.Count:F0} bytes per chunk"));
        return index;
    }

    private static IndexSpace BuildVectors(string path, List<Chunk> chunks, int copies, IEmbeddingEngine engine)
    {
        var (clock, embedding) = (Stopwatch.StartNew(), new Stopwatch());
        using (var vectors = new VectorIndex(new VectorIndexOptions { Dimensions = engine.Dimension, Precision = VectorPrecision.F16 }))
        {
            vectors.Reserve(chunks.Count * copies);
            foreach (var block in RenamedCopies.Of(chunks, copies).Chunk(BlockSize))
            {
                var room = new float[block.Length * engine.Dimension];
                embedding.Start();
                engine.EmbedBatch(Array.ConvertAll(block, ChunkEmbedder.PassageOf), room, progress: null, default);
                embedding.Stop();
                vectors.AddBatch(Array.ConvertAll(block, chunk => (ulong)chunk.Key.Value), room, threads: 0, progress: null, default);
            }

            vectors.Save(path);
        }

        var count = chunks.Count * (double)copies;
        Console.WriteLine(FormattableString.Invariant(
            $"vectors in {clock.Elapsed.TotalSeconds:F1} s ({embedding.Elapsed.TotalSeconds:F1} s of it embedding), {new FileInfo(path).Length / count:F0} bytes per chunk"));
        return new IndexSpace("base", SpaceIndex.View(path, fastPath: null), projection: null);
    }

    private static void Ask(FusedSearch search, List<Chunk> chunks)
    {
        var random = new Random(1);
        var questions = Enumerable.Range(0, Questions).Select(_ => QuestionOf(chunks[random.Next(chunks.Count)])).ToList();
        var rounds = new List<double>();
        var times = new List<double>();
        for (var round = 0; round <= Rounds; round++)
        {
            times.Clear();
            foreach (var question in questions)
            {
                var clock = Stopwatch.StartNew();
                search.Ask(new ScryQuery(question), QueryAnalysis.Of(question), LexicalAnalyzer.QueryTerms(question));
                times.Add(clock.Elapsed.TotalMilliseconds);
            }

            if (round > 0) // the first compiles and fills the caches
                rounds.Add(RankingMetrics.Percentile(times, 0.5));
        }

        Console.WriteLine(FormattableString.Invariant(
            $"question: p50 {rounds.Order().ElementAt(Rounds / 2):F2} ms (rounds {rounds.Min():F2} to {rounds.Max():F2}), p95 {RankingMetrics.Percentile(times, 0.95):F2} ms"));
        Console.WriteLine(FormattableString.Invariant($"peak memory of the process {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB"));
    }

    /// <summary>Up to eight words of what the chunk says it is.</summary>
    private static string QuestionOf(Chunk chunk) =>
        string.Join(' ', LexicalAnalyzer.FirstTerms(chunk.Head.Length > 0 ? chunk.Head : chunk.Title + " file", 8));

    public static EmbeddingModels Models() => new(
        [new StaticRuntime()],
        new Lazy<ModelRegistry>(() => ModelRegistry.Load("", Path.Combine(AppContext.BaseDirectory, "models", "registry.toml"))),
        new Lazy<HubCache>(() => new HubCache(Path.Combine(Path.GetTempPath(), "patina-no-such-cache"))));
}
