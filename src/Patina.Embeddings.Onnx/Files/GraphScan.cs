using System.Text;

namespace Patina.Embeddings.Onnx.Files;

/// <summary>Walks over an ONNX file's graphs, which lie within nodes within graphs. Field numbers are those of onnx.proto3.</summary>
internal sealed class GraphScan
{
    /// <summary>Deeper than any exporter nests graphs.</summary>
    private const int DeepestNesting = 16;

    /// <summary>More than any model has files.</summary>
    private const int MostFiles = 4096;

    private const int LongestName = 1024;

    public HashSet<string> Files { get; } = [];

    public bool MixesRows { get; private set; }

    public bool HasGraph { get; private set; }

    /// <summary>The word for it that the file has of itself; null if it has none.</summary>
    public string? Precision { get; private set; }

    public void Model(ReadOnlySpan<byte> message)
    {
        var model = new ProtobufReader(message);
        while (model.Next())
        {
            if (model.Field == 7)
            {
                HasGraph = true;
                Graph(model.Content, 0);
            }
            else if (model.Field == 14)
            {
                Entry(model.Content, out var key, out var value);
                if (key.SequenceEqual("patina.precision"u8))
                    Precision = Encoding.UTF8.GetString(value[..Math.Min(value.Length, LongestName)]);
            }
            else if (model.Field == 25)
            {
                // A function, which has its nodes under another number.
                Nodes(model.Content, 7, 0);
            }
        }
    }

    private void Graph(ReadOnlySpan<byte> message, int depth)
    {
        if (depth > DeepestNesting)
            throw new InvalidDataException($"its graphs are nested more than {DeepestNesting} deep");

        Nodes(message, 1, depth);
        var graph = new ProtobufReader(message);
        while (graph.Next())
        {
            if (graph.Field == 5)
                Tensor(graph.Content);
            else if (graph.Field == 15)
                SparseTensor(graph.Content);
        }
    }

    private void Nodes(ReadOnlySpan<byte> message, int nodeField, int depth)
    {
        var graph = new ProtobufReader(message);
        while (graph.Next())
        {
            if (graph.Field == nodeField)
                Node(graph.Content, depth);
        }
    }

    private void Node(ReadOnlySpan<byte> message, int depth)
    {
        var node = new ProtobufReader(message);
        while (node.Next())
        {
            if (node.Field == 4)
                MixesRows |= node.Content.SequenceEqual("DynamicQuantizeLinear"u8) || node.Content.StartsWith("DynamicQuantizeMatMul"u8);
            else if (node.Field == 5)
                Attribute(node.Content, depth);
        }
    }

    private void Attribute(ReadOnlySpan<byte> message, int depth)
    {
        var attribute = new ProtobufReader(message);
        while (attribute.Next())
        {
            switch (attribute.Field)
            {
                case 5 or 10: Tensor(attribute.Content); break;
                case 6 or 11: Graph(attribute.Content, depth + 1); break;
                case 22 or 23: SparseTensor(attribute.Content); break;
            }
        }
    }

    private void SparseTensor(ReadOnlySpan<byte> message)
    {
        var sparse = new ProtobufReader(message);
        while (sparse.Next())
        {
            if (sparse.Field is 1 or 2)
                Tensor(sparse.Content);
        }
    }

    private void Tensor(ReadOnlySpan<byte> message)
    {
        var tensor = new ProtobufReader(message);
        while (tensor.Next())
        {
            if (tensor.Field == 13)
                ExternalEntry(tensor.Content);
        }
    }

    private void ExternalEntry(ReadOnlySpan<byte> message)
    {
        Entry(message, out var key, out var value);
        if (!key.SequenceEqual("location"u8))
            return;
        if (value.Length is 0 or > LongestName)
            throw new InvalidDataException($"the name of a file with weights has {value.Length} bytes");
        if (Files.Add(Encoding.UTF8.GetString(value)) && Files.Count > MostFiles)
            throw new InvalidDataException($"it has weights in more than {MostFiles} files");
    }

    private static void Entry(ReadOnlySpan<byte> message, out ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value)
    {
        key = value = default;
        var entry = new ProtobufReader(message);
        while (entry.Next())
        {
            if (entry.Field == 1)
                key = entry.Content;
            else if (entry.Field == 2)
                value = entry.Content;
        }
    }
}
