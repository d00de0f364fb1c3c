using System.Runtime.InteropServices;
using Patina.Embeddings.Onnx.Export;
using Patina.Embeddings.Onnx.Native;
using Patina.Tests.Oxidize;

namespace Patina.Tests.Onnx;

/// <summary>Networks of two layers, written as graphs and computed by ONNX Runtime.</summary>
public sealed class PerceptronGraphTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string GraphPath => Path.Combine(_folder.Path, "network.onnx");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_SmallNetwork_ComputesByHand()
    {
        // x = (3, 4): hidden relu(3 + 0, -4 + 1) = (3, 0); output (3 · 1, 3 · 0 + 4) = (3, 4), at unit length (0.6, 0.8).
        PerceptronGraph.Write(new Perceptron { Weights1 = new float[] { 1, 0, 0, -1 }, Bias1 = new float[] { 0, 1 }, Weights2 = new float[] { 1, 5, 0, 5 }, Bias2 = new float[] { 0, 4 } }, GraphPath);

        var rows = Run([3, 4], inputs: 2, output: 0);

        Assert.Equal([0.6f, 0.8f], rows, new Within(1e-6f));
    }

    [Fact]
    public void Write_NetworkThatGivesZero_LeavesTheRowZero()
    {
        PerceptronGraph.Write(Random(inputs: 3, hidden: 4, outputs: 2) with { Weights2 = new float[8], Bias2 = new float[2] }, GraphPath);

        Assert.Equal([0, 0], Run([1, 2, 3], inputs: 3, output: 0));
    }

    [Fact]
    public void Write_QuestionBiases_AreASecondOutput()
    {
        var answers = Random(inputs: 5, hidden: 7, outputs: 3);
        var questions = Random(inputs: 5, hidden: 7, outputs: 3, seed: 9);
        var vectors = ProjectionTests.UnitVectors(4, 5, 3);
        PerceptronGraph.Write(answers with { Bias1 = questions.Bias1, Bias2 = questions.Bias2 }, GraphPath);
        var expected = Run(vectors, 5, 0);
        PerceptronGraph.Write(answers, GraphPath);
        var plain = Run(vectors, 5, 0);

        PerceptronGraph.Write(answers with { Question = (questions.Bias1, questions.Bias2) }, GraphPath);

        Assert.Equal(plain, Run(vectors, 5, 0));
        Assert.Equal(expected, Run(vectors, 5, 1));
    }

    [Fact]
    public void Write_TheSameNetworkTwice_GivesTheSameBytes()
    {
        PerceptronGraph.Write(Random(6, 5, 4), GraphPath);
        var first = File.ReadAllBytes(GraphPath);

        PerceptronGraph.Write(Random(6, 5, 4), GraphPath);

        Assert.Equal(first, File.ReadAllBytes(GraphPath));
    }

    [Theory]
    [InlineData(7, 2, 6, 3)]
    [InlineData(6, 2, 5, 3)]
    [InlineData(6, 3, 6, 3)]
    [InlineData(0, 3, 9, 3)]
    public void Write_TensorsThatDoNotFit_AreRefused(int weights1, int bias1, int weights2, int bias2) =>
        Assert.Throws<ArgumentException>(() => PerceptronGraph.Write(
            new Perceptron { Weights1 = new float[weights1], Bias1 = new float[bias1], Weights2 = new float[weights2], Bias2 = new float[bias2] }, GraphPath));

    private static Perceptron Random(int inputs, int hidden, int outputs, ulong seed = 1) => new()
    {
        Weights1 = ProjectionTests.Normals(hidden * inputs, seed),
        Bias1 = ProjectionTests.Normals(hidden, seed + 1),
        Weights2 = ProjectionTests.Normals(outputs * hidden, seed + 2),
        Bias2 = ProjectionTests.Normals(outputs, seed + 3),
    };

    private float[] Run(float[] vectors, int inputs, int output) => RunGraph(GraphPath, vectors, inputs, output);

    internal static float[] RunGraph(string path, float[] vectors, int inputs, int output)
    {
        using var options = new SessionOptions();
        using var session = Session.Open(path, options);
        using var input = OrtTensor.Over(vectors.AsMemory(), OnnxElementType.Float, vectors.Length / inputs, inputs);
        using var result = session.Run([input], output, default);
        return MemoryMarshal.Cast<byte, float>(result.Bytes).ToArray();
    }

    private sealed class Within(float tolerance) : IEqualityComparer<float>
    {
        public bool Equals(float x, float y) => MathF.Abs(x - y) <= tolerance;

        public int GetHashCode(float value) => 0;
    }
}
