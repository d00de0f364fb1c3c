using Patina.Oxidize.Recipes;

namespace Patina.Sharing.Recipes;

/// <summary>What it takes to run a shared recipe.</summary>
public sealed record SharedLimits
{
    public RuntimeChoice Runtime { get; init; } = RuntimeChoice.Auto;

    /// <summary>Memory that the author saw it need.</summary>
    public int? MemoryMegabytes { get; init; }
}
