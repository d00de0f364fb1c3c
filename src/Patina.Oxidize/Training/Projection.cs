using System.Buffers;
using System.Numerics.Tensors;
using Patina.Numerics;

namespace Patina.Oxidize.Training;

/// <summary>
/// A small network that moves vectors: y = normalised(W2 · relu(W1 · x + b1) + b2). It may have two more biases for vectors
/// that ask, so that what is asked and what answers are moved apart. Immutable once trained; reading is thread-safe.
/// </summary>
public sealed class Projection
{
    /// <summary>Vectors projected at a time, which bounds the memory for the hidden layer.</summary>
    private const int BlockRows = 1024;

    /// <summary>A projection of these sizes with all weights zero.</summary>
    public Projection(int inputDimension, int hiddenDimension, int outputDimension)
        : this(
            inputDimension, hiddenDimension, outputDimension,
            new float[Elements(hiddenDimension, inputDimension)], new float[hiddenDimension],
            new float[Elements(outputDimension, hiddenDimension)], new float[outputDimension])
    {
    }

    /// <param name="questionBiases">For vectors that ask, in place of <paramref name="b1"/> and <paramref name="b2"/>; null for the same.</param>
    internal Projection(
        int input, int hidden, int output, float[] w1, float[] b1, float[] w2, float[] b2, (float[] B1, float[] B2)? questionBiases = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(input);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(hidden);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(output);
        if (w1.Length != hidden * input || b1.Length != hidden || w2.Length != output * hidden || b2.Length != output)
            throw new ArgumentException($"The weights do not have the sizes of a projection {input} → {hidden} → {output}.");
        (InputDimension, HiddenDimension, OutputDimension) = (input, hidden, output);
        if (questionBiases is { } biases && (biases.B1.Length != hidden || biases.B2.Length != output))
            throw new ArgumentException($"The biases for questions do not have the sizes of a projection {input} → {hidden} → {output}.");
        (W1, B1, W2, B2) = (w1, b1, w2, b2);
        QuestionBiases = questionBiases;
    }

    public int InputDimension { get; }

    public int HiddenDimension { get; }

    public int OutputDimension { get; }

    /// <summary>Row-major [hidden × input].</summary>
    internal float[] W1 { get; }

    internal float[] B1 { get; }

    /// <summary>Row-major [output × hidden].</summary>
    internal float[] W2 { get; }

    internal float[] B2 { get; }

    /// <summary>In place of <see cref="B1"/> and <see cref="B2"/> for vectors that ask; null for the same.</summary>
    internal (float[] B1, float[] B2)? QuestionBiases { get; }

    /// <summary>The four tensors, or six with those for questions, in a fixed order.</summary>
    internal IReadOnlyList<float[]> Parameters => QuestionBiases is { } biases ? [W1, B1, W2, B2, biases.B1, biases.B2] : [W1, B1, W2, B2];

    /// <summary>All weights, by the names and in the order of <see cref="ProjectionFile"/>.</summary>
    public IReadOnlyList<ProjectionTensor> Tensors =>
    [
        new("w1.weight", [HiddenDimension, InputDimension], W1),
        new("w1.bias", [HiddenDimension], B1),
        new("w2.weight", [OutputDimension, HiddenDimension], W2),
        new("w2.bias", [OutputDimension], B2),
        .. QuestionBiases is { } biases
            ? new ProjectionTensor[] { new(ProjectionFile.QuestionBias1, [HiddenDimension], biases.B1), new(ProjectionFile.QuestionBias2, [OutputDimension], biases.B2) }
            : [],
    ];

    /// <summary>Projects one vector.</summary>
    /// <param name="vector">[input].</param>
    /// <param name="projected">Receives [output], of unit length; all zero when the network gives zero.</param>
    /// <param name="asks">Whether the vector is a question's.</param>
    public void Project(ReadOnlySpan<float> vector, Span<float> projected, bool asks = false)
    {
        CheckLength(vector.Length, InputDimension, nameof(vector));
        CheckLength(projected.Length, OutputDimension, nameof(projected));
        var (b1, b2) = BiasesOf(asks);
        var rented = ArrayPool<float>.Shared.Rent(HiddenDimension);
        var hidden = rented.AsSpan(0, HiddenDimension);
        for (var unit = 0; unit < HiddenDimension; unit++)
            hidden[unit] = MathF.Max(0, b1[unit] + TensorPrimitives.Dot(W1.AsSpan(unit * InputDimension, InputDimension), vector));
        for (var unit = 0; unit < OutputDimension; unit++)
            projected[unit] = b2[unit] + TensorPrimitives.Dot(W2.AsSpan(unit * HiddenDimension, HiddenDimension), hidden);
        ArrayPool<float>.Shared.Return(rented);
        UnitLength.Normalize(projected);
    }

    /// <summary>Projects many vectors.</summary>
    /// <param name="vectors">Row-major [rows × input].</param>
    /// <param name="projected">Receives [rows × output], each row as <see cref="Project(ReadOnlySpan{float}, Span{float}, bool)"/> gives it up to rounding.</param>
    /// <param name="ask">Whether the vectors are questions'.</param>
    public void Project(
        ReadOnlySpan<float> vectors, int rows, Span<float> projected, Gemm gemm, CancellationToken cancellation = default, bool ask = false)
    {
        CheckLength(vectors.Length, (long)rows * InputDimension, nameof(vectors));
        CheckLength(projected.Length, (long)rows * OutputDimension, nameof(projected));
        var hidden = new float[Math.Min(rows, BlockRows) * HiddenDimension];
        for (var row = 0; row < rows; row += BlockRows)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = Math.Min(BlockRows, rows - row);
            Forward(
                vectors.Slice(row * InputDimension, count * InputDimension), count, ask ? count : 0, hidden.AsSpan(0, count * HiddenDimension),
                projected.Slice(row * OutputDimension, count * OutputDimension), gemm);
        }

        for (var row = 0; row < rows; row++)
            UnitLength.Normalize(projected.Slice(row * OutputDimension, OutputDimension));
    }

    /// <summary>The network without the normalising.</summary>
    /// <param name="asking">How many of the rows, the first, ask.</param>
    /// <param name="hidden">Receives relu(W1 · x + b1), [rows × hidden].</param>
    /// <param name="output">Receives [rows × output].</param>
    internal void Forward(ReadOnlySpan<float> vectors, int rows, int asking, Span<float> hidden, Span<float> output, Gemm gemm)
    {
        gemm.Multiply(new MatrixView(vectors, rows, InputDimension), new MatrixView(W1, HiddenDimension, InputDimension).Transposed, hidden);
        Relu.Forward(hidden[..(asking * HiddenDimension)], BiasesOf(asks: true).B1);
        Relu.Forward(hidden[(asking * HiddenDimension)..], B1);

        gemm.Multiply(new MatrixView(hidden, rows, HiddenDimension), new MatrixView(W2, OutputDimension, HiddenDimension).Transposed, output);
        for (var row = 0; row < rows; row++)
        {
            var units = output.Slice(row * OutputDimension, OutputDimension);
            TensorPrimitives.Add(units, BiasesOf(row < asking).B2, units);
        }
    }

    internal Projection Copy() => new(
        InputDimension, HiddenDimension, OutputDimension, [.. W1], [.. B1], [.. W2], [.. B2],
        QuestionBiases is { } biases ? ([.. biases.B1], [.. biases.B2]) : null);

    /// <summary>The same projection with biases for questions, which begin as those of the answers.</summary>
    internal Projection Apart() => new(InputDimension, HiddenDimension, OutputDimension, W1, B1, W2, B2, ([.. B1], [.. B2]));

    private (float[] B1, float[] B2) BiasesOf(bool asks) => asks && QuestionBiases is { } biases ? biases : (B1, B2);

    private static int Elements(int rows, int columns) => checked(rows * columns);

    private static void CheckLength(long length, long expected, string name)
    {
        if (length != expected)
            throw new ArgumentException($"Expected {expected} numbers, got {length}.", name);
    }
}
