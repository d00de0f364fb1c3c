using System.Globalization;
using Patina.Embeddings.Onnx.Graphs;
using Patina.Embeddings.Onnx.Native;

namespace Patina.Embeddings.Onnx.Export;

/// <summary>
/// Writes a network of two layers as an ONNX graph of operator set 17: input <c>vectors</c> [rows, inputs], outputs <c>projected</c> [rows, outputs] and,
/// where questions have biases of their own, <c>projected_questions</c>; rows of unit length. The same network gives the same bytes.
/// </summary>
public static class PerceptronGraph
{
    public const string Input = "vectors";
    public const string Output = "projected";
    public const string QuestionOutput = "projected_questions";

    /// <summary>Below any length that is not zero, so that a zero vector stays zero, as the projection leaves it.</summary>
    private const float SmallestLength = 1e-30f;

    /// <param name="path">Written in one step: it is the old file or the new one, never a part.</param>
    /// <exception cref="ArgumentException">The tensors' sizes do not fit each other.</exception>
    public static void Write(Perceptron perceptron, string path)
    {
        var (inputs, hidden, outputs) = (perceptron.Inputs, perceptron.Hidden, perceptron.Outputs);
        if (inputs == 0 || perceptron.Weights1.Length != hidden * inputs || perceptron.Weights2.Length != outputs * hidden)
            throw new ArgumentException($"The weights do not have the sizes of a network {inputs} → {hidden} → {outputs}.", nameof(perceptron));

        var graph = new Graph();
        var vectors = graph.Input(Input, OnnxElementType.Float, "rows", Number(inputs));
        graph.Tensor("w1", GraphTensor.Floats(Transposed(perceptron.Weights1.Span, hidden, inputs), inputs, hidden));
        graph.Tensor("w2", GraphTensor.Floats(Transposed(perceptron.Weights2.Span, outputs, hidden), hidden, outputs));
        var product = graph.Node("MatMul", [vectors, "w1"]);
        AddOutput(graph, product, "", Output, perceptron.Bias1, perceptron.Bias2);
        if (perceptron.Question is { } question)
            AddOutput(graph, product, "question_", QuestionOutput, question.Bias1, question.Bias2);
        GraphWriter.Write(graph, path);
    }

    private static void AddOutput(Graph graph, string product, string prefix, string name, ReadOnlyMemory<float> bias1, ReadOnlyMemory<float> bias2)
    {
        var first = graph.Tensor($"{prefix}b1", GraphTensor.Floats(bias1.Span, bias1.Length));
        var second = graph.Tensor($"{prefix}b2", GraphTensor.Floats(bias2.Span, bias2.Length));
        var hidden = graph.Node("Relu", [graph.Node("Add", [product, first])]);
        var moved = graph.Node("Add", [graph.Node("MatMul", [hidden, "w2"]), second]);
        var length = graph.Node("ReduceL2", [moved], GraphAttribute.Integers("axes", -1), GraphAttribute.Integer("keepdims", 1));
        var divisor = graph.Node("Max", [length, graph.Scalar(SmallestLength)]);
        graph.Node("Div", [moved, divisor], [name]);
        graph.Output(name, OnnxElementType.Float, "rows", Number(bias2.Length));
    }

    private static float[] Transposed(ReadOnlySpan<float> matrix, int rows, int columns)
    {
        var turned = new float[matrix.Length];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
                turned[(column * rows) + row] = matrix[(row * columns) + column];
        }

        return turned;
    }

    private static string Number(int size) => size.ToString(CultureInfo.InvariantCulture);
}
