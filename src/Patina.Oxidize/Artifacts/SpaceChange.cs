namespace Patina.Oxidize.Artifacts;

/// <summary>What became of an index.</summary>
/// <param name="Added">Vectors put in.</param>
/// <param name="Removed">Vectors taken out.</param>
/// <param name="Rebuilt">Whether it was built anew.</param>
internal readonly record struct SpaceChange(int Added, int Removed, bool Rebuilt);
