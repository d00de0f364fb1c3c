namespace Patina.Memory.Scraping.Git;

/// <summary>One file of a commit.</summary>
/// <param name="Path">Relative to the project root, with <c>/</c>.</param>
/// <param name="OldPath">Where it was before, for a rename or copy.</param>
/// <param name="Status">A, M, D, R, C or T.</param>
/// <param name="Added">Lines; null for a binary file, a submodule, and content that the clone lacks.</param>
internal sealed record ChangedFile(string Path, string? OldPath, char Status, int? Added, int? Removed);
