namespace Patina.USearch;

/// <summary>What an index file says of itself.</summary>
/// <param name="Count">Vectors that can be found.</param>
/// <param name="Removed">Vectors that were removed and whose room the file still holds.</param>
/// <param name="Version">Of the USearch that wrote it.</param>
public sealed record VectorIndexInfo(
    int Dimensions,
    VectorMetric Metric,
    VectorPrecision Precision,
    int Count,
    int Removed,
    int Connectivity,
    Version Version);
