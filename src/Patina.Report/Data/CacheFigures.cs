namespace Patina.Report.Data;

/// <summary>The embedded texts of one model.</summary>
/// <param name="Folder">Of the model below <c>.patina/data/embeddings</c>.</param>
/// <param name="CacheBytes">Vectors by content.</param>
/// <param name="IndexBytes">Indexes of the current set.</param>
/// <param name="Vectors">In the cache.</param>
/// <param name="Used">Texts of the memory that the cache knows.</param>
/// <param name="Texts">Texts of the memory.</param>
public sealed record CacheFigures(string Folder, long CacheBytes, long IndexBytes, int Vectors, int Used, int Texts);
