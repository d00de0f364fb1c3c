using Patina.Memory.Chunks;

namespace Patina.Report.Map;

/// <summary>The chunks of a project on a plane, near ones near.</summary>
public sealed record EmbeddingMap
{
    public required IReadOnlyList<MapPoint> Points { get; init; }

    /// <summary>Row-major [points × 2], from 0 to 1.</summary>
    public required IReadOnlyList<float> Positions { get; init; }

    /// <summary>Chunks there are; more than the points where some had to be left out.</summary>
    public required int Chunks { get; init; }

    /// <summary>Of a chunk's nearest ten in the space, the share that is among its nearest ten on the map; sampled.</summary>
    public required double Kept { get; init; }

    /// <summary>The same for the two principal directions alone, from which the layout starts.</summary>
    public required double KeptByPlane { get; init; }
}

/// <param name="Line">Counted from 1; 0 for a commit.</param>
/// <param name="Excerpt">The beginning of its text, in one line.</param>
public sealed record MapPoint(ChunkKind Kind, string Path, int Line, string Title, string Excerpt);
