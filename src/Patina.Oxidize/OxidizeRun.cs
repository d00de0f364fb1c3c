using Patina.Embeddings;
using Patina.Memory;
using Patina.Memory.Storage;
using Patina.Oxidize.Artifacts;
using Patina.Oxidize.Recipes;

namespace Patina.Oxidize;

/// <summary>One run over one state of the memory.</summary>
internal sealed class OxidizeRun(
    ProjectLayout layout, Recipe recipe, IEmbeddingEngine engine, OxidizeOptions options, MemoryDatabase memory,
    IProgress<StageProgress>? progress, CancellationToken cancellation)
{
    private const string BaseIndex = "base.usearch";

    private readonly string _folder = layout.EmbeddingsFolder(ModelFolder.NameOf(engine.ModelName));
    private readonly StageClock _clock = new();

    private string CachePath => Path.Combine(_folder, $"vectors-{engine.Fingerprint[..16]}.cache");

    public OxidizeReport Execute()
    {
        var store = new SetStore(_folder);
        var chunks = ChunkEmbedder.List(memory.Chunks);
        var events = memory.Fingerprint();
        var current = options.Full ? null : Usable(store.Current());
        if (current is not null && current.Manifest.EventsHash == events && current.Manifest.RecipeHash == recipe.Hash && current.IsWhole)
            return Report(chunks, 0, [.. current.Manifest.Spaces.Select(Unchanged)]) with { UpToDate = true };

        using var cache = EmbeddingCache.Open(CachePath, engine.Fingerprint, engine.Dimension);
        var missing = ChunkEmbedder.Missing(chunks, cache);
        _clock.Measure(OxidizeStages.Embedding, () =>
            ChunkEmbedder.Embed(missing, memory.Chunks, cache, engine, progress, cancellation));

        var vectors = new ChunkVectors(chunks, cache, engine.Dimension);
        var staging = store.Stage();
        var (space, report) = BuildBase(staging, current, chunks, vectors);
        chunks.Write(Path.Combine(staging, ChunkList.FileName));
        store.Commit(staging, new Manifest
        {
            ModelName = engine.ModelName,
            ModelFingerprint = engine.Fingerprint,
            Dimension = engine.Dimension,
            RecipeHash = recipe.Hash,
            EventsHash = events,
            Chunks = ArtifactFile.Of(staging, ChunkList.FileName),
            Spaces = [space],
        });
        return Report(chunks, missing.Count, [report]);
    }

    public OxidizeReport Plan()
    {
        var chunks = ChunkEmbedder.List(memory.Chunks);
        using var cache = File.Exists(CachePath) ? EmbeddingCache.Open(CachePath, engine.Fingerprint, engine.Dimension, readOnly: true) : null;
        return Report(chunks, ChunkEmbedder.Missing(chunks, cache).Count, []);
    }

    private (SpaceManifest, SpaceReport) BuildBase(string staging, VectorSet? current, ChunkList chunks, ChunkVectors vectors)
    {
        var before = current?.Manifest.Space(SpaceManifest.BaseName);
        var change = _clock.Measure(OxidizeStages.Indexing, () =>
            BuildIndex(staging, BaseIndex, before?.Index, current, chunks, Builder(engine.Dimension, vectors.Read, chunks)));
        var space = new SpaceManifest { Name = SpaceManifest.BaseName, Active = true, Index = ArtifactFile.Of(staging, BaseIndex) };
        return (space, new SpaceReport
        {
            Name = space.Name, Active = true, Added = change.Added, Removed = change.Removed, Rebuilt = change.Rebuilt,
        });
    }

    private static SpaceChange BuildIndex(
        string staging, string name, ArtifactFile? earlier, VectorSet? current, ChunkList chunks, SpaceBuilder builder)
    {
        var path = Path.Combine(staging, name);
        if (earlier is null || current is null || !earlier.Matches(current.Folder) || !current.Manifest.Chunks.Matches(current.Folder))
            return builder.Build(path, chunks);

        var changes = ChunkList.Read(current.PathOf(current.Manifest.Chunks)).To(chunks);
        return builder.Update(path, current.PathOf(earlier), chunks, changes);
    }

    /// <summary>An earlier set to start from; null when it belongs to another model.</summary>
    private VectorSet? Usable(VectorSet? set) =>
        set?.Manifest.ModelFingerprint == engine.Fingerprint && set.Manifest.Dimension == engine.Dimension ? set : null;

    private SpaceBuilder Builder(int dimension, SpaceBuilder.VectorSource source, ChunkList chunks) =>
        new(dimension, source, new StageReporter(progress, OxidizeStages.Indexing, chunks.Count), cancellation);

    private static SpaceReport Unchanged(SpaceManifest space) => new()
    {
        Name = space.Name, Active = space.Active, Added = 0, Removed = 0, Rebuilt = false, Reason = "nothing has changed",
        TrainingPairs = space.Training?.TrainingPairs ?? 0, Gate = space.Training?.Gate,
    };

    private OxidizeReport Report(ChunkList chunks, int embedded, IReadOnlyList<SpaceReport> spaces) => new()
    {
        ModelName = engine.ModelName, Dimension = engine.Dimension, Chunks = chunks.Count, Embedded = embedded,
        Spaces = spaces, Stages = _clock.Stages,
    };
}
