using Patina.Embeddings.Mlx.Native;
using Patina.Models;
using Patina.Models.Weights;

namespace Patina.Embeddings.Mlx;

/// <summary>Records a model as a lazy graph of MLX. For one batch; its tensors are the graph's.</summary>
/// <param name="batch">How many texts, of how many tokens.</param>
/// <param name="padded">Whether a text is shorter than that.</param>
internal sealed class MlxTensorOps(MlxGraph graph, MlxWeights weights, (int Texts, int Length) batch, bool padded) : ITensorOps<MlxArrayHandle>
{
    /// <summary>Stands for a bias that lets each token see those before it: MLX has it without a matrix.</summary>
    private static readonly MlxArrayHandle Causal = new();

    /// <summary>Added to scores in 16 bits, whose range ends at 65504.</summary>
    private const float UnseenInHalf = -3e4f;

    private readonly Dictionary<float, MlxArrayHandle> _scalars = [];
    private readonly Dictionary<RotaryTable, MlxArrayHandle> _periods = new(ReferenceEqualityComparer.Instance);

    public MlxArrayHandle Embed(Weight table, MlxArrayHandle ids)
    {
        var matrix = weights.Matrix(table);
        if (!matrix.IsQuantized)
            return graph.Take(matrix.Values, ids);
        return graph.Dequantize(
            graph.Take(matrix.Values, ids), graph.Take(matrix.Scales!, ids), graph.Take(matrix.Biases!, ids), matrix.GroupSize, matrix.Bits, weights.Type);
    }

    public MlxArrayHandle EmbedPositions(Weight table, MlxArrayHandle ids)
    {
        if (batch.Length > table.Rows)
            throw new ModelException(ModelError.OutOfRange, $"{batch.Length} tokens, and '{table.Name}' has {table.Rows} positions.");
        return FirstRows(table, batch.Length);
    }

    public MlxArrayHandle FirstRow(Weight table) => FirstRows(table, 1);

    public MlxArrayHandle Linear(MlxArrayHandle x, Weight weight, Weight? bias)
    {
        var matrix = weights.Matrix(weight);
        var offsets = bias is null ? null : weights.Array(bias);
        if (!matrix.IsQuantized)
            return graph.Product(x, graph.Transpose(matrix.Values, 1, 0), offsets);
        var product = graph.Product(x, matrix);
        return offsets is null ? product : graph.Add(product, offsets);
    }

    public MlxArrayHandle LayerNorm(MlxArrayHandle x, Weight weight, Weight? bias, float epsilon) =>
        graph.LayerNorm(x, weights.Array(weight), bias is null ? null : weights.Array(bias), epsilon);

    public MlxArrayHandle RmsNorm(MlxArrayHandle x, Weight weight, float epsilon) => graph.RmsNorm(x, weights.Array(weight), epsilon);

    public MlxArrayHandle Add(MlxArrayHandle x, MlxArrayHandle y) => graph.Add(x, y);

    public MlxArrayHandle Multiply(MlxArrayHandle x, MlxArrayHandle y) => graph.Multiply(x, y);

    public MlxArrayHandle Activate(MlxArrayHandle x, Activation activation)
    {
        switch (activation)
        {
            case Activation.Gelu:
                var spread = graph.Erf(graph.Multiply(x, Scalar(1 / MathF.Sqrt(2))));
                return graph.Multiply(graph.Multiply(x, Scalar(0.5f)), graph.Add(spread, Scalar(1)));
            case Activation.GeluTanh:
                var cube = graph.Multiply(graph.Multiply(x, x), x);
                var inner = graph.Multiply(graph.Add(x, graph.Multiply(cube, Scalar(0.044715f))), Scalar(MathF.Sqrt(2 / MathF.PI)));
                return graph.Multiply(graph.Multiply(x, Scalar(0.5f)), graph.Add(graph.Tanh(inner), Scalar(1)));
            case Activation.Silu:
                return graph.Multiply(x, graph.Sigmoid(x));
            default:
                return graph.Maximum(x, Scalar(0));
        }
    }

    public MlxArrayHandle Slice(MlxArrayHandle x, int start, int count) =>
        graph.Slice(x, [0, 0, start], [batch.Texts, batch.Length, start + count]);

    public MlxArrayHandle SplitHeads(MlxArrayHandle x, int heads) =>
        graph.Transpose(graph.Reshape(x, batch.Texts, batch.Length, heads, -1), 0, 2, 1, 3);

    public MlxArrayHandle MergeHeads(MlxArrayHandle x) => graph.Reshape(graph.Transpose(x, 0, 2, 1, 3), batch.Texts, batch.Length, -1);

    public MlxArrayHandle Rotate(MlxArrayHandle x, RotaryTable rotary)
    {
        if (!_periods.TryGetValue(rotary, out var periods))
        {
            float[] numbers = [.. rotary.Frequencies.Select(frequency => (float)(1 / frequency))];
            _periods.Add(rotary, periods = graph.Array<float>(numbers, MlxType.Float32, numbers.Length));
        }

        var turned = graph.Rotate(x, periods);
        return rotary.Scale == 1 ? turned : graph.Multiply(turned, Scalar((float)rotary.Scale));
    }

    public MlxArrayHandle AttentionBias(MlxArrayHandle mask, AttentionPattern pattern)
    {
        if (!padded && Sees(pattern, before: true) && Sees(pattern, before: false))
            return MlxArrayHandle.None;
        if (!padded && pattern.After == 0 && Sees(pattern, before: true))
            return Causal;

        var real = graph.Reshape(graph.Cast(mask, MlxType.Bool), batch.Texts, 1, 1, batch.Length);
        var positions = graph.Range(batch.Length, MlxType.Int32);
        var (from, to) = (graph.Reshape(positions, 1, 1, -1, 1), graph.Reshape(positions, 1, 1, 1, -1));
        var seen = real;
        if (pattern.Before is { } before)
            seen = graph.And(seen, graph.LessEqual(graph.Subtract(from, to), Integer(before)));
        if (pattern.After is { } after)
            seen = graph.And(seen, graph.LessEqual(graph.Subtract(to, from), Integer(after)));
        return graph.Where(seen, Scalar(0), Scalar(weights.Type == MlxType.Float16 ? UnseenInHalf : AttentionPattern.Unseen));
    }

    public MlxArrayHandle Attention(MlxArrayHandle queries, MlxArrayHandle keys, MlxArrayHandle values, MlxArrayHandle bias, float scale) =>
        bias == Causal
            ? graph.Attention(queries, keys, values, scale, "causal", MlxArrayHandle.None)
            : graph.Attention(queries, keys, values, scale, "", bias);

    public MlxArrayHandle Pool(MlxArrayHandle x, MlxArrayHandle mask, TokenPooling pooling)
    {
        var real = graph.Cast(mask, weights.Type);
        var share = pooling == TokenPooling.Mean
            ? graph.Divide(real, graph.Maximum(graph.Sum(real, 1, keep: true), Scalar(1)))
            : graph.Multiply(real, graph.Cast(graph.Equal(Positions(MlxType.UInt32), One(mask, pooling)), weights.Type));
        return graph.Sum(graph.Multiply(x, graph.Reshape(share, batch.Texts, batch.Length, 1)), 1, keep: false);
    }

    public MlxArrayHandle Normalize(MlxArrayHandle x)
    {
        var length = graph.Sqrt(graph.Sum(graph.Multiply(x, x), 1, keep: true));
        return graph.Divide(x, graph.Maximum(length, Scalar(1e-12f)));
    }

    /// <summary>The place of the first or last token of each text: [b×1].</summary>
    private MlxArrayHandle One(MlxArrayHandle mask, TokenPooling pooling) => pooling == TokenPooling.Cls
        ? graph.ArgMax(mask, 1)
        : graph.ArgMax(graph.Multiply(mask, graph.Add(Positions(MlxType.Int32), Integer(1))), 1);

    private MlxArrayHandle Positions(MlxType type) => graph.Reshape(graph.Range(batch.Length, type), 1, batch.Length);

    /// <summary>Whether the window, if there is one, holds the whole text on one side.</summary>
    private bool Sees(AttentionPattern pattern, bool before) => (before ? pattern.Before : pattern.After) is not { } window || window >= batch.Length - 1;

    private MlxArrayHandle FirstRows(Weight table, int count) =>
        graph.Reshape(graph.Slice(weights.Array(table), [0, 0], [count, table.Columns]), 1, count, table.Columns);

    private MlxArrayHandle Integer(int value) => graph.Array<int>([value], MlxType.Int32);

    private MlxArrayHandle Scalar(float value)
    {
        if (!_scalars.TryGetValue(value, out var scalar))
            _scalars.Add(value, scalar = graph.Scalar(value, weights.Type));
        return scalar;
    }
}
