namespace Patina.Memory.Corpus;

/// <summary>A function as a training example: what is said about it and what it says, kept apart.</summary>
/// <param name="Name">Last part of <paramref name="QualifiedName"/>.</param>
/// <param name="Doc">Comment or docstring without its markers; may be empty.</param>
/// <param name="Head">The few words that name it (path, symbol, signature), without anything of <paramref name="Doc"/>.</param>
/// <param name="Text">Signature and body without <paramref name="Doc"/>.</param>
public sealed record CorpusFunction(string QualifiedName, string Name, string Doc, string Head, string Text);
