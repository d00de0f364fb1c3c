namespace Patina.Memory.Corpus;

/// <summary>A file of a repository, read for training.</summary>
/// <param name="Path">Relative to the root, with <c>/</c>.</param>
/// <param name="Opening">The first lines of code or prose; empty for a file without text.</param>
/// <param name="Functions">Empty for prose.</param>
/// <param name="Sections">Empty for code.</param>
public sealed record CorpusFile(
    string Path, string Opening, IReadOnlyList<CorpusFunction> Functions, IReadOnlyList<CorpusSection> Sections);
