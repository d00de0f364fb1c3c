using Patina.Memory.Storage;

namespace Patina.Scry;

/// <summary>What changes together with a file.</summary>
/// <param name="Path">The file, relative to the project.</param>
/// <param name="Commits">Commits that touched it, under any of its names.</param>
/// <param name="Files">The files that changed in the same commits, the most frequent first.</param>
public sealed record RelatedFiles(string Path, int Commits, IReadOnlyList<RelatedFile> Files);

/// <param name="Together">Commits with 2 to 50 files in which both changed.</param>
/// <param name="Evidence">The newest of those commits.</param>
public sealed record RelatedFile(string Path, int Together, IReadOnlyList<CommitRow> Evidence);
