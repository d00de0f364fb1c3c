using Patina.Memory.Chunks;

namespace Patina.Memory.Storage.Reading;

/// <summary>How many of everything a memory holds.</summary>
public sealed record MemoryCounts
{
    public required long Sources { get; init; }

    public required long Events { get; init; }

    /// <summary>Kinds without a chunk are absent.</summary>
    public required IReadOnlyDictionary<ChunkKind, long> Chunks { get; init; }

    public required long Symbols { get; init; }

    public required long Calls { get; init; }

    /// <summary>Calls whose definition in this repository is known.</summary>
    public required long ResolvedCalls { get; init; }

    public required long Commits { get; init; }

    public required long Tags { get; init; }

    public required long NoteItems { get; init; }
}
