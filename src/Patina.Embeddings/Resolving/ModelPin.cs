namespace Patina.Embeddings;

/// <summary>The state of a hub's model that a project's vectors were made with.</summary>
/// <param name="Repository"><c>owner/name</c>.</param>
/// <param name="Commit">40 hexadecimal digits.</param>
/// <param name="Files">SHA-256 by path.</param>
public sealed record ModelPin(string Repository, string Commit, IReadOnlyDictionary<string, string> Files);
