namespace Patina.Oxidize.Artifacts;

/// <summary>How much of what an exact search finds is found in the indexes of a space, measured when they were last built anew.</summary>
/// <param name="Vectors">In the index then.</param>
/// <param name="Queries">Vectors of the space that were searched for.</param>
/// <param name="AtTen">The share of the ten nearest others that the index has among its first ten.</param>
/// <param name="FastAtTen">The same by the small index, ranked again from the full vectors; null where there is none.</param>
internal sealed record IndexRecall(int Vectors, int Queries, double AtTen, double? FastAtTen = null);
