using Patina.Embeddings.Onnx.Graphs;
using Patina.Embeddings.Onnx.Native;
using Patina.Models;

namespace Patina.Embeddings.Onnx.Export;

/// <summary>The places of tokens in their row, and the angles of a rotary embedding, as nodes of a graph; each once.</summary>
internal sealed class PositionNodes(Graph graph)
{
    private readonly Dictionary<RotaryTable, (string Cosines, string Sines)> _rotations = new(ReferenceEqualityComparer.Instance);
    private string? _counted;

    /// <summary>The number of tokens, [1], from anything whose second axis they are.</summary>
    public string Length(string x) => graph.Node("Shape", [x], GraphAttribute.Integer("start", 1), GraphAttribute.Integer("end", 2));

    /// <summary>0 to l-1, [l].</summary>
    /// <param name="x">Anything whose second axis are the tokens.</param>
    public string Counted(string x)
    {
        string Scalar(string one) => graph.Node("Squeeze", [one]);
        return _counted ??= graph.Node("Range", [Scalar(graph.Longs(0)), Scalar(Length(x)), Scalar(graph.Longs(1))]);
    }

    /// <summary>Cosines and sines of position · frequency, each [l × d/2].</summary>
    /// <param name="x">Anything whose second axis are the tokens.</param>
    public (string Cosines, string Sines) Angles(string x, RotaryTable rotary)
    {
        if (_rotations.TryGetValue(rotary, out var known))
            return known;
        var places = graph.Node("Cast", [Counted(x)], GraphAttribute.Integer("to", (int)OnnxElementType.Float));
        var frequencies = graph.Tensor($"rotary_{_rotations.Count}", GraphTensor.Floats(
            [.. rotary.Frequencies.Select(frequency => (float)frequency)], 1, rotary.Frequencies.Count));
        var angles = graph.Node("Mul", [graph.Node("Unsqueeze", [places, graph.Longs(1)]), frequencies]);
        var scale = graph.Scalar((float)rotary.Scale);
        return _rotations[rotary] = (Scaled("Cos"), Scaled("Sin"));

        string Scaled(string function) => graph.Node("Mul", [graph.Node(function, [angles]), scale]);
    }
}
