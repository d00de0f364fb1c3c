using System.Globalization;
using Patina.Memory;
using Patina.Numerics;
using Patina.Oxidize.Artifacts;
using Patina.Oxidize.Recipes;
using Patina.Oxidize.Training;

namespace Patina.Oxidize;

/// <summary>Fills the folder of a new set, taking over from the set before what is still right.</summary>
/// <param name="current">The set before; null where there is none of this model.</param>
/// <param name="full">Take nothing over.</param>
internal sealed class SetBuilder(
    string staging, VectorSet? current, ChunkList chunks, ChunkVectors vectors, bool full, StageClock clock,
    IProgress<StageProgress>? progress, CancellationToken cancellation)
{
    /// <summary>A projection is trained again when this share of the chunks has changed since: that is how fast pairs change.</summary>
    private const double RetrainShare = 0.1;

    private readonly List<SpaceManifest> _spaces = [];
    private readonly List<SpaceReport> _reports = [];

    public IReadOnlyList<SpaceManifest> Spaces => _spaces;

    public IReadOnlyList<SpaceReport> Reports => _reports;

    public void AddBase()
    {
        var before = Before(SpaceManifest.BaseName);
        var (index, change) = BuildIndex("base.usearch", before, vectors.Dimension, vectors.Read);
        Add(new SpaceManifest { Name = SpaceManifest.BaseName, Active = true, Index = index }, change, trained: false, reason: "");
    }

    /// <param name="train">Called when the projection has to be trained.</param>
    public void AddProjection(ProjectionRecipe recipe, OxidizeOptions options, Func<TrainedProjection> train, Gemm gemm)
    {
        if (recipe.Name != ProjectionRecipe.Default.Name)
        {
            _reports.Add(SpaceReport.Untrained(recipe.Name, "there are no pairs for it in this version; raw vectors serve"));
            return;
        }

        var before = Before(recipe.Name);
        if (options.Only is { } only && only != recipe.Name && before is null)
        {
            _reports.Add(SpaceReport.Untrained(recipe.Name, $"left out by --only {only}"));
            return;
        }

        var reason = options.Only is { } other && other != recipe.Name ? null : ReasonToTrain(recipe, before);
        var trained = reason is null ? Load(before!) : train();
        AddProjection(recipe, trained, reason, reason is null ? before : null, gemm);
    }

    private void AddProjection(ProjectionRecipe recipe, TrainedProjection trained, string? reason, SpaceManifest? before, Gemm gemm)
    {
        var projection = trained.Projection;
        var (index, change) = BuildIndex(
            $"{recipe.Name}.usearch", before, projection.OutputDimension, (keys, room) => Project(projection, keys, room, gemm));
        var weights = Path.Combine("projections", $"{recipe.Name}.safetensors").Replace('\\', '/');
        var trainedOn = $"{recipe.Name}.chunks";
        Directory.CreateDirectory(Path.Combine(staging, "projections"));
        ProjectionFile.Save(projection, Path.Combine(staging, weights));
        File.Copy(before?.TrainedOn is { } old ? current!.PathOf(old) : Path.Combine(staging, ChunkList.FileName), Path.Combine(staging, trainedOn));

        Add(
            new SpaceManifest
            {
                Name = recipe.Name,
                Active = trained.Record.Gate?.Passed ?? false,
                Index = index,
                Weights = ArtifactFile.Of(staging, weights),
                TrainedOn = ArtifactFile.Of(staging, trainedOn),
                RecipeHash = recipe.Hash,
                Training = trained.Record,
            },
            change, reason is not null, reason ?? "few chunks have changed since it was trained");
    }

    private void Project(Projection projection, IReadOnlyList<Memory.Chunks.ChunkKey> keys, Span<float> room, Gemm gemm)
    {
        var raw = new float[keys.Count * vectors.Dimension];
        vectors.Read(keys, raw);
        projection.Project(raw, keys.Count, room, gemm, cancellation);
    }

    private (ArtifactFile, SpaceChange) BuildIndex(string name, SpaceManifest? before, int dimension, SpaceBuilder.VectorSource source)
    {
        var path = Path.Combine(staging, name);
        var builder = new SpaceBuilder(dimension, source, new StageReporter(progress, OxidizeStages.Indexing, chunks.Count), cancellation);
        var change = clock.Measure(OxidizeStages.Indexing, () => before is null || !current!.Manifest.Chunks.Matches(current.Folder)
            ? builder.Build(path, chunks)
            : builder.Update(path, current.PathOf(before.Index), chunks, ChunkList.Read(current.PathOf(current.Manifest.Chunks)).To(chunks)));
        return (ArtifactFile.Of(staging, name), change);
    }

    /// <summary>A space of the set before, if all of its files are what they should be.</summary>
    private SpaceManifest? Before(string name) =>
        !full && current?.Manifest.Space(name) is { } space
        && new[] { space.Index, space.Weights, space.TrainedOn }.OfType<ArtifactFile>().All(file => file.Matches(current.Folder))
            ? space
            : null;

    /// <summary>Null when what was trained before is good enough.</summary>
    private string? ReasonToTrain(ProjectionRecipe recipe, SpaceManifest? before)
    {
        if (before?.TrainedOn is not { } trainedOn || before.Training is null)
            return full ? "everything is made again" : "it was not trained yet";
        if (before.RecipeHash != recipe.Hash)
            return "its recipe has changed";

        var changes = ChunkList.Read(current!.PathOf(trainedOn)).To(chunks);
        var changed = Math.Max(changes.Added.Count, changes.Removed.Count) + changes.Rewritten;
        return changed <= RetrainShare * chunks.Count
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{changed} of {chunks.Count} chunks have changed since it was trained");
    }

    private TrainedProjection Load(SpaceManifest before) => new(ProjectionFile.Load(current!.PathOf(before.Weights!)), before.Training!);

    private void Add(SpaceManifest space, SpaceChange change, bool trained, string reason)
    {
        _spaces.Add(space);
        _reports.Add(new SpaceReport
        {
            Name = space.Name,
            Active = space.Active,
            Added = change.Added,
            Removed = change.Removed,
            Rebuilt = change.Rebuilt,
            Trained = trained,
            Reason = reason,
            TrainingPairs = space.Training?.TrainingPairs ?? 0,
            Gate = space.Training?.Gate,
        });
    }
}
