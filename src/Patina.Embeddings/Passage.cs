namespace Patina.Embeddings;

/// <summary>Something to be found.</summary>
/// <param name="Head">About ten words that say what it is; may be empty. Models with a head field weigh it, others read it before the body.</param>
/// <param name="Body">The whole text.</param>
public readonly record struct Passage(string Head, string Body);
