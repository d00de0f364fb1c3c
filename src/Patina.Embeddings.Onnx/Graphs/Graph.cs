using Patina.Embeddings.Onnx.Native;

namespace Patina.Embeddings.Onnx.Graphs;

/// <summary>
/// A graph under construction: nodes in the order in which they are to run, each over values that have names. Not thread-safe.
/// </summary>
internal sealed class Graph
{
    private readonly List<GraphPort> _inputs = [];
    private readonly List<GraphPort> _outputs = [];
    private readonly List<GraphNode> _nodes = [];
    private readonly Dictionary<string, GraphTensor> _tensors = [];
    private readonly List<(string Key, string Value)> _notes = [];

    public IReadOnlyList<GraphPort> Inputs => _inputs;

    public IReadOnlyList<GraphPort> Outputs => _outputs;

    public IReadOnlyList<GraphNode> Nodes => _nodes;

    /// <summary>What the file says of itself beside the graph.</summary>
    public IReadOnlyList<(string Key, string Value)> Notes => _notes;

    /// <summary>Constants by name, in the order they were added.</summary>
    public IReadOnlyDictionary<string, GraphTensor> Tensors => _tensors;

    /// <param name="shape">A number, or a name for a size that each run may choose, for each dimension.</param>
    /// <returns>The name.</returns>
    public string Input(string name, OnnxElementType type, params string[] shape)
    {
        _inputs.Add(new GraphPort(name, type, shape));
        return name;
    }

    /// <summary>Makes a value an output, under its own name.</summary>
    /// <inheritdoc cref="Input"/>
    public void Output(string name, OnnxElementType type, params string[] shape) => _outputs.Add(new GraphPort(name, type, shape));

    public void Note(string key, string value) => _notes.Add((key, value));

    /// <returns>The name.</returns>
    public string Tensor(string name, GraphTensor tensor)
    {
        _tensors.Add(name, tensor);
        return name;
    }

    /// <summary>A constant of whole numbers, such as a shape or axes; equal ones are stored once.</summary>
    public string Longs(params long[] values)
    {
        var name = $"longs_{string.Join('_', values)}".Replace('-', 'm');
        if (!_tensors.ContainsKey(name))
            Tensor(name, GraphTensor.Longs(values, values.Length));
        return name;
    }

    /// <summary>A single number; equal ones are stored once.</summary>
    public string Scalar(float value)
    {
        var name = $"scalar_{BitConverter.SingleToUInt32Bits(value):x8}";
        if (!_tensors.ContainsKey(name))
            Tensor(name, GraphTensor.Floats([value]));
        return name;
    }

    /// <summary>Adds a node with one output.</summary>
    /// <param name="inputs">Values; an empty name leaves an optional one out.</param>
    /// <returns>The name of its output.</returns>
    public string Node(string op, IReadOnlyList<string> inputs, params GraphAttribute[] attributes) =>
        Node(op, inputs, [$"{op}_{_nodes.Count}"], attributes)[0];

    /// <summary>Adds a node of another operator set than ONNX's own.</summary>
    /// <inheritdoc cref="Node(string, IReadOnlyList{string}, GraphAttribute[])"/>
    public string Node(string domain, string op, IReadOnlyList<string> inputs, params GraphAttribute[] attributes)
    {
        var output = $"{op}_{_nodes.Count}";
        _nodes.Add(new GraphNode(op, inputs, [output], attributes, domain));
        return output;
    }

    /// <summary>Adds a node whose outputs have given names.</summary>
    /// <returns>The names.</returns>
    public IReadOnlyList<string> Node(string op, IReadOnlyList<string> inputs, IReadOnlyList<string> outputs, params GraphAttribute[] attributes)
    {
        _nodes.Add(new GraphNode(op, inputs, outputs, attributes));
        return outputs;
    }
}
