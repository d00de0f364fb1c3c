using Patina.Oxidize.Artifacts;
using Patina.Oxidize.Evaluation;
using Patina.Oxidize.Projections;

namespace Patina.Oxidize;

/// <summary>What became of one vector space.</summary>
public sealed record SpaceReport
{
    /// <summary><c>base</c>, or the projection's name.</summary>
    public required string Name { get; init; }

    /// <summary>Whether questions are answered with it.</summary>
    public required bool Active { get; init; }

    /// <summary>Vectors added to its index; in a dry run, those that would be, if it is switched on.</summary>
    public required int Added { get; init; }

    /// <summary>Vectors removed from its index.</summary>
    public required int Removed { get; init; }

    /// <summary>Whether its index was built anew.</summary>
    public required bool Rebuilt { get; init; }

    /// <summary>For a projection: whether it was trained in this run, or in a dry run would be.</summary>
    public bool Trained { get; init; }

    /// <summary>For a projection: why it was trained or not, for people, without a full stop.</summary>
    public string Reason { get; init; } = "";

    /// <summary>For a projection: pairs it was trained on.</summary>
    public int TrainingPairs { get; init; }

    /// <summary>For a projection that a dry run would train: how many epochs at most.</summary>
    public int Epochs { get; init; }

    /// <summary>For a projection: how it did on held-out relations; null when there were too few.</summary>
    public GateResult? Gate { get; init; }

    /// <summary>For a projection: what its held-out questions are about, for people: <c>later co-changes</c>.</summary>
    public string Asked => ProjectionTask.All.FirstOrDefault(task => task.Name == Name)?.Asked ?? "";

    internal static SpaceReport Unchanged(SpaceManifest space) => new()
    {
        Name = space.Name,
        Active = space.Active,
        Added = 0,
        Removed = 0,
        Rebuilt = false,
        Reason = "nothing has changed",
        TrainingPairs = space.Training?.TrainingPairs ?? 0,
        Gate = space.Training?.Gate,
    };

    internal static SpaceReport Untrained(string name, string reason) => new()
    {
        Name = name,
        Active = false,
        Added = 0,
        Removed = 0,
        Rebuilt = false,
        Reason = reason,
    };
}
