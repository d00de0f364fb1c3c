namespace Patina.Models;

/// <summary>The functions that feed-forward layers apply to each number.</summary>
public enum Activation
{
    /// <summary>x·Φ(x) with the exact normal distribution function, as <c>gelu</c> means in transformers.</summary>
    Gelu,

    /// <summary>Its approximation by tanh: <c>gelu_new</c>, <c>gelu_pytorch_tanh</c>.</summary>
    GeluTanh,

    /// <summary>x·σ(x), also called swish.</summary>
    Silu,

    /// <summary>max(x, 0).</summary>
    Relu,
}
