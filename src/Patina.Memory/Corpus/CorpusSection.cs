namespace Patina.Memory.Corpus;

/// <summary>A section of a document.</summary>
/// <param name="Headings">Those above it and its own, outermost first; empty before the first heading.</param>
/// <param name="Text">What follows the heading.</param>
public sealed record CorpusSection(IReadOnlyList<string> Headings, string Text);
