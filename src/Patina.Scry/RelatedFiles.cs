using Patina.Memory.Storage;

namespace Patina.Scry;

/// <summary>What changes together with a file.</summary>
/// <param name="Path">The file, relative to the project.</param>
/// <param name="Commits">Commits that touched it, under any of its names.</param>
/// <param name="Files">The files that changed in the same commits, best first: by count over the highest count, plus the temporal cosine where there is one.</param>
public sealed record RelatedFiles(string Path, int Commits, IReadOnlyList<RelatedFile> Files);

/// <param name="Together">Commits with 2 to 50 files in which both changed.</param>
/// <param name="Evidence">The newest of those commits.</param>
/// <param name="Temporal">How near the <c>temporal</c> projection puts it, as cosine; null where that is off or the file is far.</param>
public sealed record RelatedFile(string Path, int Together, IReadOnlyList<CommitRow> Evidence, double? Temporal = null);
