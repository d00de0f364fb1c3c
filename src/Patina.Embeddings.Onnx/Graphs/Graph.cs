using Patina.Embeddings.Onnx.Native;

namespace Patina.Embeddings.Onnx.Graphs;

/// <summary>
/// A graph under construction: nodes in the order in which they are to run, each over values that have names. Not thread-safe.
/// </summary>
internal sealed class Graph
{
    /// <summary>The domain of ONNX Runtime's own operators.</summary>
    public const string Microsoft = "com.microsoft";

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
        return Node(domain, op, inputs, [output], attributes)[0];
    }

    /// <summary>Adds a node of another operator set, whose outputs have given names.</summary>
    /// <param name="outputs">An empty name leaves an optional one out.</param>
    /// <returns>The names.</returns>
    public IReadOnlyList<string> Node(
        string domain, string op, IReadOnlyList<string> inputs, IReadOnlyList<string> outputs, params GraphAttribute[] attributes)
    {
        _nodes.Add(new GraphNode(op, inputs, outputs, attributes, domain));
        return outputs;
    }

    /// <summary>Adds a node whose outputs have given names.</summary>
    /// <returns>The names.</returns>
    public IReadOnlyList<string> Node(string op, IReadOnlyList<string> inputs, IReadOnlyList<string> outputs, params GraphAttribute[] attributes)
    {
        _nodes.Add(new GraphNode(op, inputs, outputs, attributes));
        return outputs;
    }

    /// <summary>Takes back the node that was added last, if it is of a kind; nothing may have been made of what it gives.</summary>
    /// <param name="output">The name of its output.</param>
    /// <returns>Null where the last node is another.</returns>
    public GraphNode? TakeBack(string op, string output)
    {
        if (_nodes is not [.., var last] || last.Operator != op || last.Outputs[0] != output)
            return null;
        _nodes.RemoveAt(_nodes.Count - 1);
        return last;
    }

    /// <summary>Leaves out the further outputs of nodes that nothing is made of, so that they are not computed.</summary>
    public void DropUnusedOutputs()
    {
        var used = _nodes.SelectMany(node => node.Inputs).Concat(_outputs.Select(output => output.Name)).ToHashSet();
        for (var i = 0; i < _nodes.Count; i++)
        {
            var count = _nodes[i].Outputs.Count;
            while (count > 1 && !used.Contains(_nodes[i].Outputs[count - 1]))
                count--;
            if (count < _nodes[i].Outputs.Count)
                _nodes[i] = _nodes[i] with { Outputs = [.. _nodes[i].Outputs.Take(count)] };
        }
    }
}
