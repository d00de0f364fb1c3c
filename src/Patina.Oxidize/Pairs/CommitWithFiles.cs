using Patina.Memory.Storage;

namespace Patina.Oxidize.Pairs;

/// <param name="Files">In ordinal order of paths.</param>
internal sealed record CommitWithFiles(CommitRow Commit, IReadOnlyList<CommitFileRow> Files);
