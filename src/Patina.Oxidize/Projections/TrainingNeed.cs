using Patina.Oxidize.Artifacts;
using Patina.Oxidize.Recipes;
using Patina.Oxidize.Units;

namespace Patina.Oxidize.Projections;

/// <summary>Decides which projections have to be trained, and says why.</summary>
/// <param name="current">The set before; null where there is none of this model.</param>
internal sealed class TrainingNeed(VectorSet? current, ChunksByKind chunks, OxidizeOptions options)
{
    /// <summary>What is said of a projection whose weights stay.</summary>
    public const string GoodEnough = "few of its relations have changed since it was trained";

    /// <summary>Whether a run passes a projection over.</summary>
    public bool LeavesOut(ProjectionRecipe projection) => options.Only is { } only && only != projection.Name;

    /// <summary>A space of the set before, if all of its files are what they should be.</summary>
    public SpaceManifest? Before(string name) =>
        !options.Full && current?.Manifest.Space(name) is { } space && space.Files.All(file => file.Matches(current.Folder)) ? space : null;

    public Drift DriftOf(ProjectionTask task) => new(chunks.Of(task.ChangesWith), task.ChangesWith);

    /// <summary>Null when the weights of before stay.</summary>
    /// <param name="before">As <see cref="Before"/> gives it.</param>
    public string? ReasonToTrain(ProjectionRecipe projection, SpaceManifest? before)
    {
        if (LeavesOut(projection))
            return null;
        if (before is null)
            return options.Full ? "--full makes everything again" : "it was not trained yet";
        return before.RecipeHash != projection.Hash
            ? "its recipe has changed"
            : DriftOf(ProjectionTask.Of(projection.Name)).ReasonToTrain(ChunkList.Read(current!.PathOf(before.TrainedOn!)));
    }
}
