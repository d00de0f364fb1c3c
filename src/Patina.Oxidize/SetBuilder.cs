using Patina.Memory;
using Patina.Numerics;
using Patina.Oxidize.Artifacts;
using Patina.Oxidize.Pairs;
using Patina.Oxidize.Projections;
using Patina.Oxidize.Recipes;
using Patina.Oxidize.Training;
using Patina.Oxidize.Units;

namespace Patina.Oxidize;

/// <summary>Fills the folder of a new set, taking over from the set before what is still right.</summary>
/// <param name="current">The set before; null where there is none of this model.</param>
/// <param name="spaces">What each space holds now.</param>
internal sealed class SetBuilder(
    string staging, VectorSet? current, Recipe recipe, IUnits chunks, SpaceUnits spaces, TrainingNeed need, OxidizeOptions options, Gemm gemm, StageClock clock,
    IProgress<StageProgress>? progress, CancellationToken cancellation)
{
    private readonly List<(SpaceManifest Manifest, bool Trained, string Reason)> _planned = [];
    private readonly List<SpaceReport> _leftOut = [];
    private readonly IndexBuilds _indexes = new(staging, current, options.Threads, progress, cancellation);

    public void AddBase()
    {
        var before = need.Before(SpaceManifest.BaseName);
        chunks.List.Write(Path.Combine(staging, ChunkList.FileName));
        _indexes.Add(SpaceManifest.BaseName, before, current?.Manifest.Chunks, chunks.List, IndexFormat.Of(recipe, chunks.Dimension), chunks.Read);
        _planned.Add((new SpaceManifest { Name = SpaceManifest.BaseName, Active = true }, false, ""));
    }

    /// <param name="train">Called when the projection has to be trained.</param>
    /// <param name="partners">What files went together with, all that is known now; called when a space asks with it.</param>
    public void AddProjection(ProjectionRecipe projection, Func<IUnits, TrainedProjection> train, FileTable files, Func<KnownPartners> partners)
    {
        var before = need.Before(projection.Name);
        if (before is null && need.LeavesOut(projection))
        {
            _leftOut.Add(SpaceReport.Untrained(projection.Name, $"left out by --only {options.Only}"));
            return;
        }

        var task = ProjectionTask.Of(projection.Name);
        var reason = need.ReasonToTrain(projection, before);
        var units = spaces.Of(task);
        var trained = reason is null ? Loaded(before!) : train(units);
        var manifest = AddFiles(projection, trained, reason is null ? before : null, need.DriftOf(task).Now);
        if (manifest.Active)
            manifest = AddIndex(manifest, task, units, trained.Projection, reason is null ? before : null, before?.Units, files);
        if (manifest.Active && trained.Record.Partners is { Share: > 0 })
            manifest = AddPartners(manifest, partners());
        _planned.Add((manifest, reason is not null, reason ?? TrainingNeed.GoodEnough));
    }

    /// <summary>Makes the indexes of all spaces.</summary>
    public (IReadOnlyList<SpaceManifest> Spaces, IReadOnlyList<SpaceReport> Reports) Finish()
    {
        var indexes = clock.Measure(OxidizeStages.Indexing, _indexes.Run);
        var spaces = new List<SpaceManifest>();
        var reports = new List<SpaceReport>();
        foreach (var (manifest, trained, reason) in _planned)
        {
            var (index, change) = indexes.TryGetValue(manifest.Name, out var made) ? made : (null, default(SpaceChange));
            spaces.Add(manifest with { Index = index });
            reports.Add(ReportOf(manifest, change, trained, reason));
        }

        return (spaces, [.. reports, .. _leftOut]);
    }

    private SpaceManifest AddIndex(
        SpaceManifest manifest, ProjectionTask task, IUnits units, Projection projection, SpaceManifest? before, ArtifactFile? held, FileTable files)
    {
        _indexes.Add(
            manifest.Name, before, held, units.List, IndexFormat.Of(recipe, projection.OutputDimension),
            (keys, room) => Project(projection, units, keys, room));
        units.List.Write(Path.Combine(staging, $"{manifest.Name}.units"));
        if (task.Files)
            Representatives.Write(files, Path.Combine(staging, $"{manifest.Name}.places"));
        return manifest with
        {
            Units = ArtifactFile.Of(staging, $"{manifest.Name}.units"),
            Places = task.Files ? ArtifactFile.Of(staging, $"{manifest.Name}.places") : null,
        };
    }

    private SpaceManifest AddPartners(SpaceManifest manifest, KnownPartners partners)
    {
        var path = $"{manifest.Name}.partners";
        partners.Write(Path.Combine(staging, path));
        return manifest with { Partners = ArtifactFile.Of(staging, path) };
    }

    /// <summary>Writes all of a projection but its index.</summary>
    /// <param name="before">Where it is taken over from; null when it was trained now.</param>
    private SpaceManifest AddFiles(ProjectionRecipe projection, TrainedProjection trained, SpaceManifest? before, ChunkList now)
    {
        var weights = $"projections/{projection.Name}.safetensors";
        var trainedOn = $"{projection.Name}.chunks";
        var trace = $"projections/{projection.Name}.trace.safetensors";
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
            Name = projection.Name,
            Active = trained.Record.Gate?.Passed ?? false,
            Weights = ArtifactFile.Of(staging, weights),
            TrainedOn = ArtifactFile.Of(staging, trainedOn),
            Trace = trained.TracePath is null ? null : ArtifactFile.Of(staging, trace),
            RecipeHash = projection.Hash,
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

    private static SpaceReport ReportOf(SpaceManifest space, SpaceChange change, bool trained, string reason) => new()
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
    };
}
