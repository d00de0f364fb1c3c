using Patina.Memory;
using Patina.Numerics;
using Patina.Oxidize.Artifacts;
using Patina.Oxidize.Projections;
using Patina.Oxidize.Recipes;
using Patina.Oxidize.Training;
using Patina.Oxidize.Units;

namespace Patina.Oxidize;

/// <summary>Fills the folder of a new set, taking over from the set before what is still right.</summary>
/// <param name="current">The set before; null where there is none of this model.</param>
/// <param name="spaces">What each space holds now.</param>
internal sealed class SetBuilder(
    string staging, VectorSet? current, IUnits chunks, SpaceUnits spaces, OxidizeOptions options, Gemm gemm, StageClock clock,
    IProgress<StageProgress>? progress, CancellationToken cancellation)
{
    private readonly List<SpaceManifest> _spaces = [];
    private readonly List<SpaceReport> _reports = [];

    public IReadOnlyList<SpaceManifest> Spaces => _spaces;

    public IReadOnlyList<SpaceReport> Reports => _reports;

    public void AddBase()
    {
        var before = Before(SpaceManifest.BaseName);
        chunks.List.Write(Path.Combine(staging, ChunkList.FileName));
        var (index, change) = BuildIndex(SpaceManifest.BaseName, before, current?.Manifest.Chunks, chunks.List, chunks.Dimension, chunks.Read);
        Add(new SpaceManifest { Name = SpaceManifest.BaseName, Active = true, Index = index }, change, trained: false, reason: "");
    }

    /// <param name="train">Called when the projection has to be trained.</param>
    public void AddProjection(ProjectionRecipe recipe, Func<IUnits, TrainedProjection> train, FileTable files)
    {
        var before = Before(recipe.Name);
        var leftOut = options.Only is { } only && only != recipe.Name;
        if (leftOut && before is null)
        {
            _reports.Add(SpaceReport.Untrained(recipe.Name, $"left out by --only {options.Only}"));
            return;
        }

        var task = ProjectionTask.Of(recipe.Name);
        var drift = new Drift(spaces.OfKinds(task.ChangesWith), task.ChangesWith);
        var reason = leftOut ? null
            : before is null ? options.Full ? "--full makes everything again" : "it was not trained yet"
            : before.RecipeHash != recipe.Hash ? "its recipe has changed"
            : drift.ReasonToTrain(ChunkList.Read(current!.PathOf(before.TrainedOn!)));
        var units = spaces.Of(task);
        var trained = reason is null ? Loaded(before!) : train(units);
        var manifest = AddFiles(recipe, trained, reason is null ? before : null, drift.Now);
        if (!manifest.Active)
        {
            Add(manifest, default, reason is not null, reason ?? "few of its relations have changed since it was trained");
            return;
        }

        var (index, change) = BuildIndex(
            recipe.Name, reason is null ? before : null, before?.Units, units.List, trained.Projection.OutputDimension,
            (keys, room) => Project(trained.Projection, units, keys, room));
        units.List.Write(Path.Combine(staging, $"{recipe.Name}.units"));
        if (task.Files)
            Representatives.Write(files, Path.Combine(staging, $"{recipe.Name}.places"));
        Add(
            manifest with
            {
                Index = index,
                Units = ArtifactFile.Of(staging, $"{recipe.Name}.units"),
                Places = task.Files ? ArtifactFile.Of(staging, $"{recipe.Name}.places") : null,
            },
            change, reason is not null, reason ?? "few of its relations have changed since it was trained");
    }

    /// <summary>Writes all of a projection but its index.</summary>
    /// <param name="before">Where it is taken over from; null when it was trained now.</param>
    private SpaceManifest AddFiles(ProjectionRecipe recipe, TrainedProjection trained, SpaceManifest? before, ChunkList now)
    {
        var weights = $"projections/{recipe.Name}.safetensors";
        var trainedOn = $"{recipe.Name}.chunks";
        var trace = $"projections/{recipe.Name}.trace.safetensors";
        Directory.CreateDirectory(Path.Combine(staging, "projections"));
        ProjectionFile.Save(trained.Projection, Path.Combine(staging, weights));
        if (trained.TracePath is { } recorded)
            File.Copy(recorded, Path.Combine(staging, trace));
        if (before?.TrainedOn is { } old)
            File.Copy(current!.PathOf(old), Path.Combine(staging, trainedOn));
        else
            now.Write(Path.Combine(staging, trainedOn));

        return new SpaceManifest
        {
            Name = recipe.Name,
            Active = trained.Record.Gate?.Passed ?? false,
            Weights = ArtifactFile.Of(staging, weights),
            TrainedOn = ArtifactFile.Of(staging, trainedOn),
            Trace = trained.TracePath is null ? null : ArtifactFile.Of(staging, trace),
            RecipeHash = recipe.Hash,
            Training = trained.Record,
        };
    }

    private TrainedProjection Loaded(SpaceManifest before) => new(
        ProjectionFile.Load(current!.PathOf(before.Weights!)), before.Training!, before.Trace is null ? null : current.PathOf(before.Trace));

    private void Project(Projection projection, IUnits units, IReadOnlyList<Memory.Chunks.ChunkKey> keys, Span<float> room)
    {
        var raw = new float[keys.Count * units.Dimension];
        units.Read(keys, raw);
        projection.Project(raw, keys.Count, room, gemm, cancellation);
    }

    /// <param name="before">The space of the same weights in the set before; null to build anew.</param>
    /// <param name="held">What that space holds.</param>
    private (ArtifactFile, SpaceChange) BuildIndex(
        string name, SpaceManifest? before, ArtifactFile? held, ChunkList units, int dimension, SpaceBuilder.VectorSource source)
    {
        var path = Path.Combine(staging, $"{name}.usearch");
        var builder = new SpaceBuilder(dimension, source, new StageReporter(progress, OxidizeStages.Indexing, units.Count), cancellation);
        var change = clock.Measure(OxidizeStages.Indexing, () => before?.Index is not { } earlier || held?.Matches(current!.Folder) != true
            ? builder.Build(path, units)
            : builder.Update(path, current!.PathOf(earlier), units, ChunkList.Read(current.PathOf(held)).To(units)));
        return (ArtifactFile.Of(staging, $"{name}.usearch"), change);
    }

    /// <summary>A space of the set before, if all of its files are what they should be.</summary>
    private SpaceManifest? Before(string name) =>
        !options.Full && current?.Manifest.Space(name) is { } space && space.Files.All(file => file.Matches(current.Folder)) ? space : null;

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
