using System.Globalization;

namespace Patina.Embeddings.Onnx.Graphs;

/// <summary>Writes a graph as an ONNX file. The same graph gives the same bytes.</summary>
/// <remarks>Field numbers are those of onnx.proto3, IR version 8.</remarks>
internal static class GraphWriter
{
    /// <summary>What a protobuf message can hold; weights beyond it go into a file of their own.</summary>
    private const long LargestMessage = int.MaxValue;

    private const int IrVersion = 8;
    private const int OperatorSet = 17;

    /// <summary>Weights from this size on go into the file of external data, where there is one; ONNX's own tools take the same.</summary>
    private const int SmallestExternal = 1024;

    /// <param name="path">Written in one step: it is the old file or the new one, never a part.</param>
    /// <param name="externalName">The name of a file beside it that takes the weights; null keeps them in the graph's.</param>
    /// <param name="content">Writes the content of tensors, and says how far that is; null for nobody to tell.</param>
    public static void Write(Graph graph, string path, string? externalName = null, TensorContent? content = null)
    {
        content ??= new TensorContent(null, CancellationToken.None);
        var external = externalName is null ? null : Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, externalName);
        if (external is not null)
            WriteAtomically(external, stream => WriteExternal(graph, stream, content));
        WriteAtomically(path, stream => Write(graph, stream, externalName, content));
    }

    /// <inheritdoc cref="Write(Graph, string, string?, TensorContent?)"/>
    public static void Write(Graph graph, Stream stream, string? externalName = null, TensorContent? content = null)
    {
        content ??= new TensorContent(null, CancellationToken.None);
        var heads = TensorHeads(graph, externalName);
        var rest = new ProtobufWriter();
        foreach (var node in graph.Nodes)
            rest.Message(1, NodeMessage(node));
        rest.Text(2, "patina");
        foreach (var input in graph.Inputs)
            rest.Message(11, PortMessage(input));
        foreach (var output in graph.Outputs)
            rest.Message(12, PortMessage(output));

        var graphLength = rest.Length + heads.Sum(tensor => tensor.Head.Length + (tensor.Inside?.ByteLength ?? 0));
        if (graphLength > LargestMessage - (1 << 10))
            throw new ArgumentException($"The graph has {graphLength} bytes, a file of one message at most {LargestMessage}. Give the weights a file of their own.", nameof(graph));

        var head = new ProtobufWriter().Integer(1, IrVersion).Text(2, "patina").Message(8, new ProtobufWriter().Text(1, "").Integer(2, OperatorSet));
        foreach (var domain in graph.Nodes.Select(node => node.Domain).Where(domain => domain.Length > 0).Distinct())
            head.Message(8, new ProtobufWriter().Text(1, domain).Integer(2, 1));
        foreach (var (key, value) in graph.Notes)
            head.Message(14, new ProtobufWriter().Text(1, key).Text(2, value));
        head.StartBytes(7, graphLength);
        stream.Write(head.Written.Span);
        stream.Write(rest.Written.Span);
        foreach (var (name, tensorHead, inside) in heads)
        {
            stream.Write(tensorHead.Span);
            if (inside is not null)
                content.Write(name, inside, stream);
        }
    }

    /// <returns>What comes before each tensor's content, and the content where it goes into the graph's own file.</returns>
    private static List<(string Name, ReadOnlyMemory<byte> Head, GraphTensor? Inside)> TensorHeads(Graph graph, string? externalName)
    {
        var heads = new List<(string, ReadOnlyMemory<byte>, GraphTensor?)>();
        var offset = 0L;
        foreach (var (name, tensor) in graph.Tensors)
        {
            var isExternal = externalName is not null && IsExternal(tensor);
            var message = new ProtobufWriter();
            foreach (var size in tensor.Shape)
                message.Integer(1, size);
            message.Integer(2, (int)tensor.Type).Text(8, name);
            if (isExternal)
            {
                AddEntry(message, "location", externalName!);
                AddEntry(message, "offset", offset.ToString(CultureInfo.InvariantCulture));
                AddEntry(message, "length", tensor.ByteLength.ToString(CultureInfo.InvariantCulture));
                message.Integer(14, 1);
                offset += tensor.ByteLength;
            }
            else
            {
                message.StartBytes(9, tensor.ByteLength);
            }

            var head = new ProtobufWriter().StartBytes(5, message.Length + (isExternal ? 0 : tensor.ByteLength));
            heads.Add((name, Join(head, message), isExternal ? null : tensor));
        }

        return heads;
    }

    private static byte[] Join(ProtobufWriter first, ProtobufWriter second) => [.. first.Written.Span, .. second.Written.Span];

    private static bool IsExternal(GraphTensor tensor) => tensor.ByteLength >= SmallestExternal;

    private static void AddEntry(ProtobufWriter tensor, string key, string value) =>
        tensor.Message(13, new ProtobufWriter().Text(1, key).Text(2, value));

    private static void WriteExternal(Graph graph, Stream stream, TensorContent content)
    {
        foreach (var (name, tensor) in graph.Tensors.Where(entry => IsExternal(entry.Value)))
            content.Write(name, tensor, stream);
    }

    private static ProtobufWriter NodeMessage(GraphNode node)
    {
        var message = new ProtobufWriter();
        foreach (var input in node.Inputs)
            message.Text(1, input);
        foreach (var output in node.Outputs)
            message.Text(2, output);
        message.Text(3, node.Outputs[0]).Text(4, node.Operator);
        foreach (var attribute in node.Attributes)
            message.Message(5, attribute.Message);
        return node.Domain.Length > 0 ? message.Text(7, node.Domain) : message;
    }

    private static ProtobufWriter PortMessage(GraphPort port)
    {
        var shape = new ProtobufWriter();
        foreach (var size in port.Shape)
        {
            var dimension = new ProtobufWriter();
            if (long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                dimension.Integer(1, number);
            else
                dimension.Text(2, size);
            shape.Message(1, dimension);
        }

        var tensor = new ProtobufWriter().Integer(1, (int)port.Type).Message(2, shape);
        return new ProtobufWriter().Text(1, port.Name).Message(2, new ProtobufWriter().Message(1, tensor));
    }

    private static void WriteAtomically(string path, Action<Stream> write)
    {
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 16))
                write(stream);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
