using Patina.Embeddings;
using Patina.Memory;
using Patina.Memory.Storage;
using Patina.Numerics;
using Patina.Oxidize.Artifacts;
using Patina.Oxidize.Pairs;
using Patina.Oxidize.Projections;
using Patina.Oxidize.Recipes;
using Patina.Oxidize.Units;

namespace Patina.Oxidize;

/// <summary>One run over one state of the memory.</summary>
internal sealed class OxidizeRun(
    ProjectLayout layout, Recipe recipe, IEmbeddingEngine engine, OxidizeOptions options, MemoryDatabase memory,
    IProgress<StageProgress>? progress, CancellationToken cancellation)
{
    private readonly string _folder = layout.EmbeddingsFolder(ModelFolder.NameOf(engine.ModelName, engine.Fingerprint));
    private readonly StageClock _clock = new();

    private string CachePath => Path.Combine(_folder, $"vectors-{engine.Fingerprint[..16]}.cache");

    public OxidizeReport Execute()
    {
        var store = new SetStore(_folder);
        var chunks = ChunkEmbedder.List(memory.Chunks);
        var events = memory.Fingerprint();
        var current = Usable(store.Current());
        if (IsUpToDate(current, events))
        {
            Publish(current!.Manifest, chunks);
            return Report(chunks, 0, [.. current.Manifest.Spaces.Select(SpaceReport.Unchanged)]) with { UpToDate = true };
        }

        using var cache = EmbeddingCache.Open(CachePath, engine.Fingerprint, engine.Dimension);
        var missing = ChunkEmbedder.Missing(chunks, cache);
        _clock.Measure(OxidizeStages.Embedding, () =>
            ChunkEmbedder.Embed(missing, memory.Chunks, cache, engine, progress, cancellation));

        var checkpoint = new TrainingCheckpoint(_folder);
        var staging = store.Stage();
        var vectors = new ChunkVectors(chunks, cache, engine.Dimension);
        var relations = new ProjectRelations(memory);
        var byKind = new ChunksByKind(chunks, relations);
        var spaces = new SpaceUnits(byKind, vectors, relations);
        var gemm = new Gemm(options.Threads);
        var training = new ProjectionTraining(relations, engine, cache, gemm, options.Questions, _clock, progress, cancellation);
        var builder = new SetBuilder(
            staging, current, recipe, new ChunkUnits(chunks, vectors), spaces, new TrainingNeed(current, byKind, options), options, gemm, _clock, progress, cancellation);
        builder.AddBase();
        foreach (var projection in recipe.Projections)
        {
            builder.AddProjection(
                projection, units => training.Run(projection, units, checkpoint), relations.Files,
                () => KnownPartners.Of(new CoChangePairs().Generate(relations)));
        }

        var (built, reports) = builder.Finish();
        var set = store.Commit(staging, ManifestOf(staging, events, built));
        checkpoint.Clear();
        Publish(set.Manifest, chunks);
        return Report(chunks, missing.Count, reports);
    }

    public OxidizeReport Plan()
    {
        var chunks = ChunkEmbedder.List(memory.Chunks);
        var current = Usable(new SetStore(_folder).Current());
        if (IsUpToDate(current, memory.Fingerprint()))
            return Report(chunks, 0, [.. current!.Manifest.Spaces.Select(SpaceReport.Unchanged)]) with { UpToDate = true };

        using var cache = File.Exists(CachePath) ? EmbeddingCache.Open(CachePath, engine.Fingerprint, engine.Dimension, readOnly: true) : null;
        var missing = ChunkEmbedder.Missing(chunks, cache);
        var relations = new ProjectRelations(memory);
        var plan = new OxidizePlan(recipe, engine, options, relations, new ChunksByKind(chunks, relations), current, cache, cancellation);
        var spaces = plan.Spaces();
        return Report(chunks, missing.Count, spaces) with { Stages = plan.Estimate(missing, memory.Chunks) };
    }

    private bool IsUpToDate(VectorSet? current, string events) => !options.Full && current is not null
        && current.Manifest.EventsHash == events && current.Manifest.RecipeHash == recipe.Hash && current.IsWhole;

    /// <summary>From here on these vectors answer.</summary>
    private void Publish(Manifest manifest, ChunkList chunks)
    {
        AnsweringSet.Write(layout, Path.GetFileName(_folder));
        OxidizeLock.Write(layout, recipe, manifest, chunks.Count);
    }

    private Manifest ManifestOf(string staging, string events, IReadOnlyList<SpaceManifest> spaces) => new()
    {
        ModelName = engine.ModelName,
        ModelFingerprint = engine.Fingerprint,
        Model = options.Model is { } model ? ModelRecord.Of(recipe, model, engine.Hardware) : null,
        Dimension = engine.Dimension,
        RecipeHash = recipe.Hash,
        EventsHash = events,
        Chunks = ArtifactFile.Of(staging, ChunkList.FileName),
        Spaces = spaces,
    };

    /// <summary>An earlier set to start from; null when it belongs to another model.</summary>
    private VectorSet? Usable(VectorSet? set) =>
        set?.Manifest.ModelFingerprint == engine.Fingerprint && set.Manifest.Dimension == engine.Dimension ? set : null;

    private OxidizeReport Report(ChunkList chunks, int embedded, IReadOnlyList<SpaceReport> spaces) => new()
    {
        ModelName = engine.ModelName,
        Dimension = engine.Dimension,
        Chunks = chunks.Count,
        Embedded = embedded,
        Spaces = spaces,
        Stages = _clock.Stages,
    };
}
