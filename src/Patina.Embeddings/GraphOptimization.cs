namespace Patina.Embeddings;

/// <summary>How far a runtime may rewrite a graph. Values differ by rounding only.</summary>
public enum GraphOptimization
{
    None,

    /// <summary>Constants are folded and dead nodes dropped.</summary>
    Basic,

    /// <summary>Also nodes are fused.</summary>
    Extended,

    /// <summary>Also memory layouts are changed.</summary>
    All,
}
