using Patina.Memory;
using Patina.Memory.Storage;
using Patina.Oxidize.Artifacts;
using Patina.Report.Map;

namespace Patina.Report.Data;

/// <summary>Gathers a report from what a project's <c>.patina</c> holds. Opens no model and no connection.</summary>
public static class ReportReader
{
    /// <param name="withMap">Laying out the map takes seconds for a large project.</param>
    /// <exception cref="MemoryException">Nothing is scraped yet.</exception>
    public static ProjectReport Read(ProjectLayout layout, bool withMap, IProgress<StageProgress>? progress, CancellationToken cancellation)
    {
        using var memory = MemoryDatabase.Open(layout);
        using var snapshot = memory.Snapshot();
        var set = AnsweringSet.Read(layout);
        return new ProjectReport
        {
            Project = Path.GetFileName(layout.Root),
            Model = set?.Manifest.ModelName,
            Dimension = set?.Manifest.Dimension ?? 0,
            Growth = [.. memory.Growth().Select(step => new GrowthStep(step.Month, step.Kind, step.Events))],
            Projections = set is null ? [] : [.. set.Manifest.Spaces.Where(space => space.Training is not null).Select(FiguresOf)],
            Caches = CacheReader.Read(layout, memory, cancellation),
            Map = withMap && set is not null ? MapBuilder.Build(set, memory, progress, cancellation) : null,
        };
    }

    private static ProjectionFigures FiguresOf(SpaceManifest space)
    {
        var training = space.Training!;
        return new ProjectionFigures(
            space.Name, space.Active, training.Gate, training.TrainingPairs, training.BestEpoch, training.TrainingLosses ?? [], training.ValidationLosses ?? []);
    }
}
