namespace Patina.USearch;

/// <summary>One vector that a search found.</summary>
/// <param name="Distance">In the unit of the index's <see cref="VectorMetric"/>; for cosine, the similarity is 1 − distance.</param>
public readonly record struct VectorMatch(ulong Key, float Distance);
