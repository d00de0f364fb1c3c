namespace Patina.Oxidize;

/// <summary>What an <see cref="Oxidizer"/> did, or in a dry run would do.</summary>
public sealed record OxidizeReport
{
    public required string ModelName { get; init; }

    /// <summary>Numbers in a raw vector.</summary>
    public required int Dimension { get; init; }

    /// <summary>Chunks of the memory.</summary>
    public required int Chunks { get; init; }

    /// <summary>Texts that were embedded; all others were known.</summary>
    public required int Embedded { get; init; }

    /// <summary>Nothing had changed, and nothing was written.</summary>
    public bool UpToDate { get; init; }

    /// <summary><c>base</c> first.</summary>
    public required IReadOnlyList<SpaceReport> Spaces { get; init; }

    /// <summary>What <see cref="OxidizeOptions.Prune"/> removed, could not remove, or in a dry run would remove.</summary>
    public IReadOnlyList<OtherVectors> Pruned { get; init; } = [];

    /// <summary>Seconds by stage, in the order of <see cref="OxidizeStages"/>; in a dry run an estimate from small samples.</summary>
    public required IReadOnlyList<StageSeconds> Stages { get; init; }
}
