using System.Diagnostics;
using Patina.Embeddings;
using Patina.Memory.Chunks;
using Patina.Memory.Storage.Reading;
using Patina.Numerics;
using Patina.Oxidize.Artifacts;
using Patina.Oxidize.Pairs;
using Patina.Oxidize.Projections;
using Patina.Oxidize.Recipes;
using Patina.Oxidize.Training;
using Patina.Oxidize.Units;
using Patina.USearch;

namespace Patina.Oxidize;

/// <summary>Says what a run would do and, from small samples of the same work, about how long it would take. Writes nothing.</summary>
/// <param name="current">The set before; null where there is none of this model.</param>
/// <param name="cache">Null where nothing was embedded yet.</param>
internal sealed class OxidizePlan(
    Recipe recipe, IEmbeddingEngine engine, OxidizeOptions options, ProjectRelations relations, ChunksByKind chunks, VectorSet? current,
    EmbeddingCache? cache, CancellationToken cancellation)
{
    private const int SampleTexts = 64;
    private const int SampleSteps = 3;
    private const int SampleVectors = 512;
    private const ulong SampleSeed = 1;

    private readonly TrainingNeed _need = new(current, chunks, options);
    private readonly Gemm _gemm = new(options.Threads);
    private int _texts;
    private double _pairing;
    private double _training;
    private double _indexing;

    /// <summary>What would become of each space, if every projection that would be trained were switched on.</summary>
    public IReadOnlyList<SpaceReport> Spaces()
    {
        var spaces = new List<SpaceReport> { BaseReport() };
        foreach (var projection in recipe.Projections)
        {
            cancellation.ThrowIfCancellationRequested();
            spaces.Add(ReportOf(projection));
        }

        return spaces;
    }

    /// <summary>Seconds by stage, once <see cref="Spaces"/> has counted.</summary>
    /// <param name="missing">Chunks that have no vector yet.</param>
    public IReadOnlyList<StageSeconds> Estimate(IReadOnlyList<(ChunkKey Chunk, CacheKey Content)> missing, ChunkReader reader)
    {
        var each = SecondsPerText(reader);
        return
        [
            new(OxidizeStages.Embedding, each * missing.Count), new(OxidizeStages.Pairing, _pairing + (each * _texts)),
            new(OxidizeStages.Training, _training), new(OxidizeStages.Indexing, _indexing),
        ];
    }

    private SpaceReport BaseReport()
    {
        var before = _need.Before(SpaceManifest.BaseName);
        var format = IndexFormat.Of(recipe, engine.Dimension);
        var (added, removed) = before?.Index?.Format == format
            ? Changes(ChunkList.Read(current!.PathOf(current.Manifest.Chunks)), chunks.All)
            : (chunks.All.Count, 0);
        AddIndexing(engine.Dimension, added);
        return new SpaceReport { Name = SpaceManifest.BaseName, Active = true, Added = added, Removed = removed, Rebuilt = before is null };
    }

    private SpaceReport ReportOf(ProjectionRecipe projection)
    {
        var before = _need.Before(projection.Name);
        if (before is null && _need.LeavesOut(projection))
            return SpaceReport.Untrained(projection.Name, $"left out by --only {options.Only}");

        var task = ProjectionTask.Of(projection.Name);
        var units = task.Files ? FileList() : chunks.Of(task.Kinds);
        if (_need.ReasonToTrain(projection, before) is not { } reason)
        {
            var (added, removed) = before!.Units is { } held ? Changes(ChunkList.Read(current!.PathOf(held)), units) : (0, 0);
            AddIndexing(projection.Layers.Output, added);
            return SpaceReport.Unchanged(before) with { Added = added, Removed = removed, Reason = TrainingNeed.GoodEnough };
        }

        var pairs = AddTraining(projection, task);
        AddIndexing(projection.Layers.Output, units.Count);
        return new SpaceReport
        {
            Name = projection.Name,
            Active = true,
            Added = units.Count,
            Removed = 0,
            Rebuilt = true,
            Trained = true,
            Reason = reason,
            TrainingPairs = pairs,
            Epochs = projection.Epochs,
        };
    }

    private ChunkList FileList() => new(relations.Files.All.Select(file => (file.Key, file.Content)));

    private static (int Added, int Removed) Changes(ChunkList before, ChunkList now)
    {
        var changes = before.To(now);
        return changes.Rewritten > 0 ? (now.Count, 0) : (changes.Added.Count, changes.Removed.Count);
    }

    /// <returns>The pairs it would be trained on.</returns>
    private int AddTraining(ProjectionRecipe projection, ProjectionTask task)
    {
        var watch = Stopwatch.StartNew();
        var data = ProjectionData.Of(task, relations);
        _texts += data.All.Where(pair => pair.Subject is null).Select(pair => pair.Question).Distinct()
            .Count(text => cache?.Contains(CacheKey.OfQuery(text)) != true);
        _texts += data.All.Select(pair => pair.Masked).OfType<Passage>().Distinct().Count();
        _pairing += watch.Elapsed.TotalSeconds;
        var steps = (data.Training.Count + projection.BatchSize - 1) / projection.BatchSize;
        _training += steps * projection.Epochs * SecondsPerStep(projection);
        return data.Training.Count;
    }

    /// <summary>A step of training on vectors that mean nothing takes as long as any.</summary>
    private double SecondsPerStep(ProjectionRecipe projection)
    {
        var count = projection.BatchSize;
        var table = new VectorTable(Noise(2 * count, engine.Dimension), engine.Dimension);
        int[] places = [.. Enumerable.Range(0, count)];
        var pairs = new PairSet
        {
            Anchors = places,
            Positives = [.. places.Select(place => count + place)],
            Groups = places,
            Weights = [.. places.Select(_ => 1f)],
        };
        var start = new Projection(engine.Dimension, projection.Layers.Hidden, projection.Layers.Output);
        var trainer = new ProjectionTrainer(TrainerOptions.From(projection) with { Epochs = SampleSteps }, _gemm);
        trainer.Train(start, table, pairs, PairSet.Empty, cancellation: cancellation);
        var watch = Stopwatch.StartNew();
        trainer.Train(start, table, pairs, PairSet.Empty, cancellation: cancellation);
        return watch.Elapsed.TotalSeconds / SampleSteps;
    }

    /// <summary>The cost of adding to a graph grows with the logarithm of its size; spaces are built side by side.</summary>
    private void AddIndexing(int dimension, int count)
    {
        if (count == 0)
            return;

        var sample = Math.Min(count, SampleVectors);
        using var index = new VectorIndex(new VectorIndexOptions { Dimensions = dimension, Precision = IndexFormat.Of(recipe, dimension).Stored });
        index.Reserve(sample);
        var vectors = Noise(sample, dimension);
        var watch = Stopwatch.StartNew();
        index.AddBatch([.. Enumerable.Range(0, sample).Select(key => (ulong)key)], vectors, threads: 1, cancellation: cancellation);
        _indexing += watch.Elapsed.TotalSeconds * count / sample * Math.Log(count + 1) / Math.Log(sample + 1) / _gemm.Threads;
    }

    private double SecondsPerText(ChunkReader reader)
    {
        var entries = chunks.All.Entries;
        var step = Math.Max(1, entries.Count / SampleTexts);
        var passages = entries.Where((_, i) => i % step == 0).Select(entry => reader.Find(entry.Chunk)).OfType<Chunk>()
            .Select(ChunkEmbedder.PassageOf).ToList();
        if (passages.Count == 0)
            return 0;

        var vectors = new float[passages.Count * engine.Dimension];
        var watch = Stopwatch.StartNew();
        engine.EmbedBatch(passages, vectors, progress: null, cancellation);
        return watch.Elapsed.TotalSeconds / passages.Count;
    }

    private static float[] Noise(int rows, int dimension)
    {
        var random = new SeededRandom(SampleSeed);
        var vectors = new float[rows * dimension];
        for (var i = 0; i < vectors.Length; i++)
            vectors[i] = (float)random.NextNormal();
        for (var row = 0; row < rows; row++)
            UnitLength.Normalize(vectors.AsSpan(row * dimension, dimension));
        return vectors;
    }
}
