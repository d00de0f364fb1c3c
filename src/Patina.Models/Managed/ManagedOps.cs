using System.Collections.Concurrent;
using System.Numerics.Tensors;
using Patina.Models.Weights;

namespace Patina.Models.Managed;

/// <summary>
/// Computes with plain loops over 32-bit floats. It is the reference that other backends are compared with, written to be
/// read; nothing but the inner products is made fast. Keeps the weights it has read.
/// </summary>
public sealed class ManagedOps : ITensorOps<Tensor>
{
    private readonly ConcurrentDictionary<Weight, float[]> _read = new(ReferenceEqualityComparer.Instance);

    public Tensor Embed(Weight table, Tensor ids)
    {
        var values = Read(table);
        var result = new Tensor(ids.Shape[0], ids.Shape[1], table.Columns);
        for (var i = 0; i < result.Rows; i++)
            values.AsSpan(CheckedRow(table, (int)ids.Values[i]) * table.Columns, table.Columns).CopyTo(result.Row(i));
        return result;
    }

    public Tensor EmbedPositions(Weight table, Tensor ids)
    {
        var length = ids.Shape[1];
        CheckedRow(table, length - 1);
        return new Tensor(Read(table)[..(length * table.Columns)], 1, length, table.Columns);
    }

    public Tensor FirstRow(Weight table) => new(Read(table)[..table.Columns], 1, 1, table.Columns);

    public Tensor Linear(Tensor x, Weight weight, Weight? bias)
    {
        var matrix = Read(weight);
        var offsets = bias is null ? null : Read(bias);
        var result = new Tensor([.. x.Shape.SkipLast(1), weight.Rows]);
        Parallel.For(0, x.Rows, row =>
        {
            var output = result.Row(row);
            for (var i = 0; i < output.Length; i++)
            {
                var weights = matrix.AsSpan(i * weight.Columns, weight.Columns);
                output[i] = TensorPrimitives.Dot(x.Row(row), weights) + (offsets?[i] ?? 0);
            }
        });
        return result;
    }

    public Tensor LayerNorm(Tensor x, Weight weight, Weight? bias, float epsilon)
    {
        var scale = Read(weight);
        var offsets = bias is null ? null : Read(bias);
        return MapRows(x, (from, to) =>
        {
            var mean = TensorPrimitives.Sum(from) / from.Length;
            TensorPrimitives.Subtract(from, mean, to);
            var variance = TensorPrimitives.SumOfSquares<float>(to) / to.Length;
            TensorPrimitives.Multiply(to, 1 / MathF.Sqrt(variance + epsilon), to);
            TensorPrimitives.Multiply(to, scale, to);
            if (offsets is not null)
                TensorPrimitives.Add(to, offsets, to);
        });
    }

    public Tensor RmsNorm(Tensor x, Weight weight, float epsilon)
    {
        var scale = Read(weight);
        return MapRows(x, (from, to) =>
        {
            var meanSquare = TensorPrimitives.SumOfSquares(from) / from.Length;
            TensorPrimitives.Multiply(from, 1 / MathF.Sqrt(meanSquare + epsilon), to);
            TensorPrimitives.Multiply(to, scale, to);
        });
    }

    public Tensor Add(Tensor x, Tensor y)
    {
        var result = new Tensor([.. x.Shape]);
        for (var text = 0; text < x.Shape[0]; text++)
        {
            for (var token = 0; token < x.Shape[1]; token++)
            {
                var row = (text * x.Shape[1]) + token;
                var other = ((y.Shape[0] == 1 ? 0 : text) * y.Shape[1]) + (y.Shape[1] == 1 ? 0 : token);
                TensorPrimitives.Add(x.Row(row), y.Row(other), result.Row(row));
            }
        }

        return result;
    }

    public Tensor Multiply(Tensor x, Tensor y)
    {
        var result = new Tensor([.. x.Shape]);
        TensorPrimitives.Multiply<float>(x.Values, y.Values, result.Values);
        return result;
    }

    public Tensor Activate(Tensor x, Activation activation)
    {
        Func<float, float> function = activation switch
        {
            Activation.Gelu => Functions.Gelu,
            Activation.GeluTanh => Functions.GeluTanh,
            Activation.Silu => Functions.Silu,
            _ => value => Math.Max(value, 0),
        };
        return new Tensor([.. x.Values.Select(function)], [.. x.Shape]);
    }

    public Tensor Slice(Tensor x, int start, int count)
    {
        var result = new Tensor([.. x.Shape.SkipLast(1), count]);
        for (var row = 0; row < x.Rows; row++)
            x.Row(row).Slice(start, count).CopyTo(result.Row(row));
        return result;
    }

    public Tensor SplitHeads(Tensor x, int heads)
    {
        var (texts, length, width) = (x.Shape[0], x.Shape[1], x.Width / heads);
        var result = new Tensor(texts, heads, length, width);
        for (var row = 0; row < result.Rows; row++)
        {
            var (text, head, token) = (row / (heads * length), row / length % heads, row % length);
            x.Row((text * length) + token).Slice(head * width, width).CopyTo(result.Row(row));
        }

        return result;
    }

    public Tensor MergeHeads(Tensor x)
    {
        var (texts, heads, length, width) = (x.Shape[0], x.Shape[1], x.Shape[2], x.Width);
        var result = new Tensor(texts, length, heads * width);
        for (var row = 0; row < x.Rows; row++)
        {
            var (text, head, token) = (row / (heads * length), row / length % heads, row % length);
            x.Row(row).CopyTo(result.Row((text * length) + token)[(head * width)..]);
        }

        return result;
    }

    public Tensor Rotate(Tensor x, RotaryTable rotary)
    {
        var (length, half) = (x.Shape[2], x.Width / 2);
        var result = new Tensor([.. x.Shape]);
        for (var row = 0; row < x.Rows; row++)
        {
            var from = x.Row(row);
            var to = result.Row(row);
            for (var pair = 0; pair < half; pair++)
            {
                var (sine, cosine) = Math.SinCos(row % length * rotary.Frequencies[pair]);
                var (sin, cos) = ((float)(sine * rotary.Scale), (float)(cosine * rotary.Scale));
                to[pair] = (from[pair] * cos) - (from[pair + half] * sin);
                to[pair + half] = (from[pair + half] * cos) + (from[pair] * sin);
            }
        }

        return result;
    }

    public Tensor AttentionBias(Tensor mask, AttentionPattern pattern)
    {
        var (texts, length) = (mask.Shape[0], mask.Shape[1]);
        var result = new Tensor(texts, 1, length, length);
        for (var row = 0; row < result.Rows; row++)
        {
            var (text, from) = (row / length, row % length);
            for (var to = 0; to < length; to++)
                result.Row(row)[to] = pattern.Sees(from, to) && mask.Values[(text * length) + to] != 0 ? 0 : AttentionPattern.Unseen;
        }

        return result;
    }

    public Tensor Attention(Tensor queries, Tensor keys, Tensor values, Tensor bias, float scale)
    {
        var (heads, length, shared) = (queries.Shape[1], queries.Shape[2], queries.Shape[1] / keys.Shape[1]);
        var result = new Tensor([.. queries.Shape]);
        Parallel.For(0, queries.Rows, row =>
        {
            var (text, head, token) = (row / (heads * length), row / length % heads, row % length);
            var first = ((text * keys.Shape[1]) + (head / shared)) * length;
            var scores = new float[length];
            for (var other = 0; other < length; other++)
                scores[other] = (TensorPrimitives.Dot(queries.Row(row), keys.Row(first + other)) * scale) + bias.Row((text * length) + token)[other];
            Functions.SoftMax(scores);
            for (var other = 0; other < length; other++)
                TensorPrimitives.MultiplyAdd(values.Row(first + other), scores[other], result.Row(row), result.Row(row));
        });
        return result;
    }

    public Tensor Pool(Tensor x, Tensor mask, TokenPooling pooling)
    {
        var (texts, length) = (x.Shape[0], x.Shape[1]);
        var result = new Tensor(texts, x.Width);
        for (var text = 0; text < texts; text++)
        {
            var first = text * length;
            var tokens = Enumerable.Range(first, length).Where(row => mask.Values[row] != 0).ToList();
            List<int> pooled = pooling switch
            {
                TokenPooling.Mean => tokens,
                TokenPooling.Cls => tokens[..Math.Min(1, tokens.Count)],
                _ => tokens[Math.Max(0, tokens.Count - 1)..],
            };
            foreach (var row in pooled)
                TensorPrimitives.MultiplyAdd(x.Row(row), 1f / pooled.Count, result.Row(text), result.Row(text));
        }

        return result;
    }

    public Tensor Normalize(Tensor x) => MapRows(x, (from, to) =>
        TensorPrimitives.Divide(from, Math.Max(TensorPrimitives.Norm(from), 1e-12f), to));

    private float[] Read(Weight weight) => _read.GetOrAdd(weight, static weight => weight.Read());

    private static Tensor MapRows(Tensor x, RowFunction function)
    {
        var result = new Tensor([.. x.Shape]);
        for (var row = 0; row < x.Rows; row++)
            function(x.Row(row), result.Row(row));
        return result;
    }

    private static int CheckedRow(Weight table, int row) => row >= 0 && row < table.Rows
        ? row
        : throw new ModelException(ModelError.OutOfRange, $"row {row} of '{table.Name}', which has {table.Rows}. Does the tokenizer belong to this model?");

    private delegate void RowFunction(ReadOnlySpan<float> from, Span<float> to);
}
