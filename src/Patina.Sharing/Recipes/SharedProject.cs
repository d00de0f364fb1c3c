namespace Patina.Sharing.Recipes;

/// <summary>What a shared recipe was measured on: how much, not what.</summary>
/// <param name="Languages">Files by language.</param>
public sealed record SharedProject(int Files, int Chunks, int Commits, IReadOnlyList<KeyValuePair<string, int>> Languages);
