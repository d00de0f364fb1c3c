using Patina.Models.Weights;

namespace Patina.Models;

/// <summary>
/// The operations that the architectures are written in. A backend either computes them or records them as a graph.
/// Shapes: b texts, l tokens, h numbers per token, n heads of d numbers.
/// </summary>
/// <typeparam name="T">A tensor of the backend; valid as long as the backend says.</typeparam>
public interface ITensorOps<T>
    where T : class
{
    /// <summary>Rows of a table: ids [b×l] to [b×l×h].</summary>
    T Embed(Weight table, T ids);

    /// <summary>The first l rows of a table of positions: ids [b×l] to [1×l×h].</summary>
    T EmbedPositions(Weight table, T ids);

    /// <summary>The first row of a table: [1×1×h].</summary>
    T FirstRow(Weight table);

    /// <summary>x·Wᵀ + bias: [b×l×in] with W [out×in] to [b×l×out].</summary>
    T Linear(T x, Weight weight, Weight? bias);

    /// <summary>(x - mean) / sqrt(variance + epsilon) · weight + bias over the last axis, with the biased variance.</summary>
    T LayerNorm(T x, Weight weight, Weight? bias, float epsilon);

    /// <summary>x / sqrt(mean(x²) + epsilon) · weight over the last axis.</summary>
    T RmsNorm(T x, Weight weight, float epsilon);

    /// <summary>Sum; the second may have 1 where the first has b or l.</summary>
    T Add(T x, T y);

    /// <summary>Product of two tensors of one shape.</summary>
    T Multiply(T x, T y);

    T Activate(T x, Activation activation);

    /// <summary>A range of the last axis.</summary>
    T Slice(T x, int start, int count);

    /// <summary>[b×l×n·d] to [b×n×l×d], which norms, <see cref="Rotate"/> and <see cref="Attention"/> take, and nothing else until <see cref="MergeHeads"/>.</summary>
    T SplitHeads(T x, int heads);

    /// <summary>[b×n×l×d] to [b×l×n·d].</summary>
    T MergeHeads(T x);

    /// <summary>Rotary position embedding of [b×n×l×d]: pairs (k, k+d/2) turned by position · frequency k, positions counted from 0.</summary>
    T Rotate(T x, RotaryTable rotary);

    /// <summary>What to add to attention scores: 0 where a token is seen, <see cref="AttentionPattern.Unseen"/> elsewhere.</summary>
    /// <param name="mask">[b×l], 1 for a token.</param>
    T AttentionBias(T mask, AttentionPattern pattern);

    /// <summary>
    /// softmax(q·kᵀ·scale + bias)·v. Queries [b×n×l×d]; keys and values may have fewer heads, m, and query head i uses head i/(n/m).
    /// </summary>
    T Attention(T queries, T keys, T values, T bias, float scale);

    /// <summary>[b×l×h] to [b×h].</summary>
    /// <param name="mask">[b×l], 1 for a token.</param>
    T Pool(T x, T mask, TokenPooling pooling);

    /// <summary>Each row of [b×h] divided by its L2 norm.</summary>
    T Normalize(T x);
}
