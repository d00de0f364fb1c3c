namespace Patina.Embeddings.Settings;

/// <summary>What a model does to a pooled vector.</summary>
public enum ModuleKind
{
    /// <summary>A matrix, a bias and an activation.</summary>
    Dense,

    /// <summary>Mean 0 and variance 1, then weights and a bias.</summary>
    LayerNorm,
}
