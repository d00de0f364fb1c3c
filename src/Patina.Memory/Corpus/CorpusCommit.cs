namespace Patina.Memory.Corpus;

/// <summary>A commit, read for training.</summary>
/// <param name="Body">The message after its subject; may be empty.</param>
/// <param name="Files">At most <see cref="CorpusHistory.MaxFiles"/>; none where the clone lacks their content.</param>
public sealed record CorpusCommit(string Subject, string Body, IReadOnlyList<CorpusChange> Files);

/// <param name="Path">After the commit.</param>
/// <param name="Added">The beginning of the lines that it adds.</param>
public sealed record CorpusChange(string Path, string Added);
