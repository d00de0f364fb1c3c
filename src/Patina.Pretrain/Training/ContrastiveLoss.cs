using System.Numerics.Tensors;
using Patina.Numerics;

namespace Patina.Pretrain.Training;

/// <summary>
/// Symmetric InfoNCE over a batch: each question against all documents and each document against all questions, averaged
/// over the widths that vectors may be cut to (Matryoshka). Gradients are exact. The result does not depend on the number of threads.
/// </summary>
internal sealed class ContrastiveLoss
{
    /// <summary>Rows that one piece of work takes; sums over columns are kept by piece and added in order.</summary>
    private const int BlockRows = 128;

    private readonly Gemm _gemm;
    private readonly ParallelOptions _parallel;
    private readonly (int Start, int Length)[] _segments;
    private float[] _products = [];
    private float[][] _gradients = [];
    private float[] _segmentA = [];
    private float[] _segmentB = [];
    private float[] _segmentC = [];

    /// <param name="dimensions">Cut at 64, at 128 and whole, as far as there is so much.</param>
    public ContrastiveLoss(int dimensions, Gemm gemm, ParallelOptions parallel)
    {
        Dimensions = dimensions;
        _gemm = gemm;
        _parallel = parallel;
        _segments = SegmentsOf(dimensions);
    }

    public int Dimensions { get; }

    /// <summary>Widths that count, the whole last.</summary>
    public static IReadOnlyList<int> WidthsOf(int dimensions) => [.. SegmentsOf(dimensions).Select(segment => segment.Start + segment.Length)];

    /// <param name="queries">[count × dimensions], of any length.</param>
    /// <param name="documents">[count × dimensions]; row i belongs to query i.</param>
    /// <param name="queryGradient">[count × dimensions], overwritten.</param>
    /// <param name="documentGradient">[count × dimensions], overwritten.</param>
    /// <returns>The mean loss of a pair, in nats.</returns>
    public double Compute(
        int count, float[] queries, float[] documents, float temperature, float[] queryGradient, float[] documentGradient)
    {
        Reserve(count);
        Array.Clear(queryGradient, 0, count * Dimensions);
        Array.Clear(documentGradient, 0, count * Dimensions);
        var loss = 0.0;
        for (var i = 0; i < _segments.Length; i++)
        {
            var (start, length) = _segments[i];
            var left = Cut(queries, _segmentA, count, start, length);
            var right = Cut(documents, _segmentB, count, start, length);
            _gemm.Multiply(left, right.Transposed, _products.AsSpan(0, count * count), accumulate: i > 0);
            loss += new WidthLoss(this, count, start + length, temperature, _gradients[i])
                .Compute(queries, documents, queryGradient, documentGradient);
        }
        for (var i = _segments.Length - 1; i >= 0; i--)
        {
            if (i + 1 < _segments.Length)
                AddRows(count, _gradients[i + 1], _gradients[i]);
            Propagate(count, i, queries, documents, queryGradient, documentGradient);
        }
        return loss / _segments.Length;
    }

    private static (int Start, int Length)[] SegmentsOf(int dimensions) => dimensions switch
    {
        > 128 => [(0, 64), (64, 64), (128, dimensions - 128)],
        > 64 => [(0, 64), (64, dimensions - 64)],
        _ => [(0, dimensions)],
    };

    /// <summary>Adds what the products of a segment give to both sides.</summary>
    private void Propagate(int count, int index, float[] queries, float[] documents, float[] queryGradient, float[] documentGradient)
    {
        var (start, length) = _segments[index];
        var gradient = new MatrixView(_gradients[index].AsSpan(0, count * count), count, count);
        var result = _segmentC.AsSpan(0, count * length);
        _gemm.Multiply(gradient, Cut(documents, _segmentB, count, start, length), result);
        Paste(result, queryGradient, count, start, length);
        _gemm.Multiply(gradient.Transposed, Cut(queries, _segmentA, count, start, length), result);
        Paste(result, documentGradient, count, start, length);
    }

    private void AddRows(int count, float[] source, float[] target) =>
        Parallel.For(0, count, _parallel, row =>
        {
            var sum = target.AsSpan(row * count, count);
            TensorPrimitives.Add(sum, source.AsSpan(row * count, count), sum);
        });

    private MatrixView Cut(float[] vectors, float[] target, int count, int start, int length)
    {
        for (var row = 0; row < count; row++)
            vectors.AsSpan((row * Dimensions) + start, length).CopyTo(target.AsSpan(row * length));
        return new MatrixView(target.AsSpan(0, count * length), count, length);
    }

    private void Paste(ReadOnlySpan<float> segment, float[] vectors, int count, int start, int length)
    {
        for (var row = 0; row < count; row++)
        {
            var target = vectors.AsSpan((row * Dimensions) + start, length);
            TensorPrimitives.Add(target, segment.Slice(row * length, length), target);
        }
    }

    private void Reserve(int count)
    {
        if (_products.Length >= count * count && _segmentA.Length >= count * Dimensions)
            return;
        _products = new float[count * count];
        _gradients = [.. _segments.Select(_ => new float[count * count])];
        _segmentA = new float[count * Dimensions];
        _segmentB = new float[count * Dimensions];
        _segmentC = new float[count * Dimensions];
    }

    /// <summary>One width: softmax over rows and over columns of the cosines, and what its gradient is to the products.</summary>
    private sealed class WidthLoss(ContrastiveLoss owner, int count, int width, float temperature, float[] gradient)
    {
        private readonly float[] _inverseQueries = new float[count];
        private readonly float[] _inverseDocuments = new float[count];
        private readonly float[] _rowSums = new float[count];
        private readonly float[] _columnSums = new float[count];
        private readonly float[] _inverseColumnSums = new float[count];
        private readonly float[] _rowMoments = new float[count];
        private readonly float[] _columnMoments = new float[count];
        private readonly double[] _losses = new double[count];

        private int Blocks => (count + BlockRows - 1) / BlockRows;

        public double Compute(float[] queries, float[] documents, float[] queryGradient, float[] documentGradient)
        {
            InvertNorms(queries, _inverseQueries);
            InvertNorms(documents, _inverseDocuments);
            SumByColumn(_columnSums, Exponentiate);
            TensorPrimitives.Divide(1, _columnSums, _inverseColumnSums);
            SumByColumn(_columnMoments, Differentiate);
            AddNormTerms(queries, _inverseQueries, _rowMoments, queryGradient);
            AddNormTerms(documents, _inverseDocuments, _columnMoments, documentGradient);
            return _losses.Sum() / count;
        }

        private void InvertNorms(float[] vectors, float[] inverse)
        {
            for (var row = 0; row < count; row++)
            {
                var norm = TensorPrimitives.Norm<float>(vectors.AsSpan(row * owner.Dimensions, width));
                inverse[row] = norm > 1e-12f ? 1 / norm : 0;
            }
        }

        private void SumByColumn(float[] sums, Action<int, float[]> work)
        {
            var parts = new float[Blocks][];
            Parallel.For(0, Blocks, owner._parallel, block =>
            {
                var part = parts[block] = new float[count];
                var end = Math.Min((block + 1) * BlockRows, count);
                for (var row = block * BlockRows; row < end; row++)
                    work(row, part);
            });
            foreach (var part in parts)
                TensorPrimitives.Add(sums, part, sums);
        }

        private void Exponentiate(int row, float[] columnSums)
        {
            var softmax = RowOf(row);
            _losses[row] = (1 - softmax.Cosine(row)) / temperature;
            _rowSums[row] = softmax.Exponentiate(temperature, gradient.AsSpan(row * count, count), columnSums);
        }

        private void Differentiate(int row, float[] columnMoments)
        {
            _losses[row] += 0.5 * (Math.Log(_rowSums[row]) + Math.Log(_columnSums[row]));
            var scale = 1 / (2 * count * owner._segments.Length * temperature);
            _rowMoments[row] = RowOf(row).Differentiate(
                row, scale, 1 / _rowSums[row], _inverseColumnSums, gradient.AsSpan(row * count, count), columnMoments);
        }

        private SoftmaxRow RowOf(int row) => new(owner._products.AsSpan(row * count, count), _inverseDocuments, _inverseQueries[row]);

        /// <summary>A longer vector has the same cosines: what the gradient says about length is taken out.</summary>
        private void AddNormTerms(float[] vectors, float[] inverse, float[] moments, float[] target)
        {
            for (var row = 0; row < count; row++)
            {
                var values = vectors.AsSpan(row * owner.Dimensions, width);
                var sum = target.AsSpan(row * owner.Dimensions, width);
                TensorPrimitives.MultiplyAdd(values, -moments[row] * inverse[row] * inverse[row], sum, sum);
            }
        }
    }
}
