using System.Numerics.Tensors;
using Patina.Numerics;

namespace Patina.Oxidize.Training;

/// <summary>Runs batches through a projection and back: outputs, then the loss's gradient by every weight. Not thread-safe.</summary>
/// <param name="projection">Its weights may change between batches.</param>
internal sealed class ProjectionGradient(Projection projection, Gemm gemm)
{
    private float[] _hidden = [];
    private float[] _outputs = [];
    private float[] _lengths = [];
    private float[] _hiddenGradient = [];
    private float[] _movedInputs = [];
    private readonly List<int> _moved = [];
    private int _asking;

    /// <summary>One array per tensor of <see cref="Projection.Parameters"/>.</summary>
    public IReadOnlyList<float[]> Gradients { get; } = [.. projection.Parameters.Select(tensor => new float[tensor.Length])];

    /// <summary>Projects a batch and remembers what <see cref="Backward"/> needs.</summary>
    /// <param name="inputs">Row-major [rows × input].</param>
    /// <param name="asking">How many of the rows, the first, ask.</param>
    /// <returns>[rows × output], rows of unit length; valid until the next call.</returns>
    public ReadOnlySpan<float> Forward(ReadOnlySpan<float> inputs, int rows, int asking)
    {
        _asking = projection.QuestionBiases is null ? 0 : asking;
        var hidden = Resize(ref _hidden, rows * projection.HiddenDimension);
        var outputs = Resize(ref _outputs, rows * projection.OutputDimension);
        var lengths = Resize(ref _lengths, rows);
        projection.Forward(inputs, rows, _asking, hidden, outputs, gemm);
        for (var row = 0; row < rows; row++)
            lengths[row] = UnitLength.Normalize(outputs.Slice(row * projection.OutputDimension, projection.OutputDimension));
        return outputs;
    }

    /// <summary>Sets <see cref="Gradients"/> for the batch that went through <see cref="Forward"/> last.</summary>
    /// <param name="inputs">The same.</param>
    /// <param name="outputGradient">The loss's gradient by the unit outputs, [rows × output]; is overwritten.</param>
    public void Backward(ReadOnlySpan<float> inputs, int rows, Span<float> outputGradient)
    {
        var (input, hidden, output) = (projection.InputDimension, projection.HiddenDimension, projection.OutputDimension);
        for (var row = 0; row < rows; row++)
        {
            UnitLength.Backward(
                _outputs.AsSpan(row * output, output), _lengths[row], outputGradient.Slice(row * output, output));
        }

        FindMoved(rows, outputGradient);
        var asking = _moved.Count(row => row < _asking);
        if (_moved.Count < rows)
        {
            inputs = KeepMoved(inputs, input, Resize(ref _movedInputs, rows * input));
            KeepMoved(_hidden, hidden, _hidden);
            KeepMoved(outputGradient, output, outputGradient);
            rows = _moved.Count;
            outputGradient = outputGradient[..(rows * output)];
        }

        var byOutput = new MatrixView(outputGradient, rows, output);
        var activations = _hidden.AsSpan(0, rows * hidden);
        gemm.Multiply(byOutput.Transposed, new MatrixView(activations, rows, hidden), Gradients[2]);
        SumRows(outputGradient[(asking * output)..], Gradients[3]);

        var byHidden = Resize(ref _hiddenGradient, rows * hidden);
        gemm.Multiply(byOutput, new MatrixView(projection.W2, output, hidden), byHidden);
        Relu.Backward(activations, byHidden);

        gemm.Multiply(new MatrixView(byHidden, rows, hidden).Transposed, new MatrixView(inputs, rows, input), Gradients[0]);
        SumRows(byHidden[(asking * hidden)..], Gradients[1]);
        if (projection.QuestionBiases is null)
            return;

        SumRows(byHidden[..(asking * hidden)], Gradients[4]);
        SumRows(outputGradient[..(asking * output)], Gradients[5]);
    }

    /// <summary>
    /// Finds the rows that the loss moves. Those of a triplet that keeps its margin add nothing to any gradient, and soon are most of
    /// a batch.
    /// </summary>
    private void FindMoved(int rows, ReadOnlySpan<float> outputGradient)
    {
        _moved.Clear();
        for (var row = 0; row < rows; row++)
        {
            if (outputGradient.Slice(row * projection.OutputDimension, projection.OutputDimension).ContainsAnyExcept(0f))
                _moved.Add(row);
        }
    }

    /// <param name="kept">Receives the rows that are moved, one after the other; may be <paramref name="matrix"/> itself.</param>
    private ReadOnlySpan<float> KeepMoved(ReadOnlySpan<float> matrix, int columns, Span<float> kept)
    {
        for (var i = 0; i < _moved.Count; i++)
            matrix.Slice(_moved[i] * columns, columns).CopyTo(kept[(i * columns)..]);
        return kept[..(_moved.Count * columns)];
    }

    private static void SumRows(ReadOnlySpan<float> matrix, Span<float> sums)
    {
        sums.Clear();
        for (; matrix.Length > 0; matrix = matrix[sums.Length..])
            TensorPrimitives.Add(sums, matrix[..sums.Length], sums);
    }

    private static Span<float> Resize(ref float[] buffer, int length)
    {
        if (buffer.Length < length)
            buffer = new float[length];
        return buffer.AsSpan(0, length);
    }
}
