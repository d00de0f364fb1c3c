namespace Patina.Embeddings;

/// <summary>What a text is to be embedded as: the prompt before it depends on that.</summary>
public enum TextRole
{
    /// <summary>The text as it is, without a prompt.</summary>
    Plain,

    /// <summary>A question.</summary>
    Query,

    /// <summary>Something to be found.</summary>
    Passage,
}
