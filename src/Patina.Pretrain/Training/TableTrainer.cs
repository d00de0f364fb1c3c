using System.Numerics.Tensors;
using Patina.Numerics;

namespace Patina.Pretrain.Training;

/// <summary>Trains a table by contrast: forward, loss, backward to the rows, Adam. The same table for any number of threads.</summary>
internal sealed class TableTrainer
{
    private readonly EmbeddingWeights _weights;
    private readonly ContrastiveLoss _loss;
    private readonly ParallelOptions _parallel;
    private readonly TouchedRows _touched;
    private float[] _queries = [];
    private float[] _heads = [];
    private float[] _bodies = [];
    private float[] _documents = [];
    private float[] _gradients = [];
    private float[] _queryGradient = [];
    private float[] _documentGradient = [];

    public TableTrainer(EmbeddingWeights weights, Gemm gemm, CancellationToken cancellation)
    {
        _weights = weights;
        _parallel = new ParallelOptions { MaxDegreeOfParallelism = gemm.Threads, CancellationToken = cancellation };
        _loss = new ContrastiveLoss(weights.Columns, gemm, _parallel);
        _touched = new TouchedRows(weights.Rows);
    }

    /// <param name="step">Counted from 1.</param>
    /// <returns>The mean loss of a pair before the step, in nats.</returns>
    public double Step(PairBatch batch, float temperature, float rate, int step)
    {
        Reserve(batch.Count * _weights.Columns);
        BagSums.Compute(batch.Queries, _weights, _queries, _parallel);
        BagSums.Compute(batch.Heads, _weights, _heads, _parallel);
        BagSums.Compute(batch.Bodies, _weights, _bodies, _parallel);
        BagSums.Compose(batch.Count, _weights.Columns, _heads, _bodies, _documents, _parallel);
        var loss = _loss.Compute(batch.Count, _queries, _documents, temperature, _queryGradient, _documentGradient);
        ToSums(batch.Count);
        Update(batch, rate, step);
        return loss;
    }

    /// <summary>Gradients of documents become those of the sums of heads and of bodies, behind those of the questions.</summary>
    private void ToSums(int count)
    {
        var (columns, length) = (_weights.Columns, count * _weights.Columns);
        _queryGradient.CopyTo(_gradients, 0);
        Parallel.For(0, count, _parallel, text =>
        {
            var start = text * columns;
            var document = _documentGradient.AsSpan(start, columns);
            Project(_heads.AsSpan(start, columns), document, _gradients.AsSpan(length + start, columns));
            Project(_bodies.AsSpan(start, columns), document, _gradients.AsSpan((2 * length) + start, columns));
        });
    }

    /// <summary>Through u = v / |v|: (g - u (u · g)) / |v|.</summary>
    private static void Project(ReadOnlySpan<float> vector, ReadOnlySpan<float> gradient, Span<float> result)
    {
        var norm = TensorPrimitives.Norm(vector);
        if (norm <= 1e-12f)
        {
            result.Clear();
            return;
        }
        var along = TensorPrimitives.Dot(vector, gradient) / (norm * norm);
        TensorPrimitives.Multiply(gradient, 1 / norm, result);
        TensorPrimitives.MultiplyAdd(vector, -along / norm, result, result);
    }

    private void Update(PairBatch batch, float rate, int step)
    {
        _touched.Collect([batch.Queries, batch.Heads, batch.Bodies]);
        var columns = _weights.Columns;
        Parallel.For(0, _touched.Count, _parallel, () => new float[columns], (index, _, gradient) =>
        {
            WeightedRows.Sum(_gradients, _touched.TextsOf(index), _touched.WeightsOf(index), gradient);
            _weights.Update(_touched.RowOf(index), gradient, rate, step);
            return gradient;
        }, _ => { });
    }

    private void Reserve(int length)
    {
        if (_queries.Length == length)
            return;
        (_queries, _heads, _bodies, _documents) = (new float[length], new float[length], new float[length], new float[length]);
        (_queryGradient, _documentGradient, _gradients) = (new float[length], new float[length], new float[3 * length]);
    }
}
