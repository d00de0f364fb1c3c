using Patina.Embeddings;
using Patina.Oxidize.Evaluation;

namespace Patina.Oxidize;

/// <summary>What an <see cref="Oxidizer"/> does.</summary>
public sealed record OxidizeOptions
{
    /// <summary>Only this projection, beside the raw vectors; the others stay as they are. Null for all of the recipe.</summary>
    public string? Only { get; init; }

    /// <summary>Trains and indexes everything again. What was embedded is not embedded again.</summary>
    public bool Full { get; init; }

    /// <summary>Removes the vectors of all models but the one that answers then.</summary>
    public bool Prune { get; init; }

    /// <summary>Only says what would be done; writes nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>What the engine was opened from: recorded, so that it can be opened again when the recipe has moved on to another.</summary>
    public ResolvedModel? Model { get; init; }

    /// <summary>Threads that compute; 0 for one per processor.</summary>
    public int Threads { get; init; }

    /// <summary>The held-out questions that decide whether a projection is used.</summary>
    internal QuestionHalf Questions { get; init; }

    /// <summary>How long to wait for another process that writes.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromMinutes(2);
}
