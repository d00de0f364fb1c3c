using Patina.Numerics;
using Patina.Oxidize.Training.Losses;

namespace Patina.Oxidize.Training;

/// <summary>Takes batches through projection and loss. Not thread-safe.</summary>
internal sealed class TrainingRun(Projection projection, BatchReader reader, IPairLoss loss, Gemm gemm)
{
    private const ulong ValidationSeed = 1;

    private readonly ProjectionGradient _gradient = new(projection, gemm);
    private float[] _outputGradient = [];

    /// <summary>Of the last <see cref="Step"/>, one array per tensor.</summary>
    public IReadOnlyList<float[]> Gradients => _gradient.Gradients;

    /// <summary>Computes the loss of some pairs and its gradient by the weights.</summary>
    public double Step(PairSet pairs, ReadOnlySpan<int> members, SeededRandom random)
    {
        var inputs = reader.Read(pairs, members, random);
        var value = Evaluate(inputs);
        _gradient.Backward(inputs, reader.Rows, _outputGradient.AsSpan(0, reader.Rows * projection.OutputDimension));
        return value;
    }

    /// <summary>The mean loss of all pairs, in batches that are the same each time.</summary>
    public double Evaluate(PairSet pairs, int batchSize, CancellationToken cancellation)
    {
        var random = new SeededRandom(ValidationSeed);
        var members = Enumerable.Range(0, pairs.Count).ToArray();
        random.Shuffle<int>(members);
        var (sum, weight) = (0.0, 0);
        for (var first = 0; first < members.Length - 1; first += batchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            var batch = members.AsSpan(first, Math.Min(batchSize, members.Length - first));
            sum += Evaluate(reader.Read(pairs, batch, random)) * batch.Length;
            weight += batch.Length;
        }

        return sum / weight;
    }

    private double Evaluate(ReadOnlySpan<float> inputs)
    {
        var outputs = _gradient.Forward(inputs, reader.Rows, reader.Batch.Count);
        if (_outputGradient.Length < outputs.Length)
            _outputGradient = new float[outputs.Length];
        return loss.Evaluate(reader.Batch, outputs, projection.OutputDimension, _outputGradient.AsSpan(0, outputs.Length));
    }
}
