namespace Patina.Eval.Results;

/// <summary>What was asked about, without any path.</summary>
/// <param name="Name">The folder's name.</param>
/// <param name="Files">Files that were indexed.</param>
/// <param name="Chunks">Chunks that were indexed.</param>
/// <param name="Commit">The state that was indexed; null outside of git.</param>
public sealed record ProjectRecord(string Name, int Files, int Chunks, string? Commit = null);
