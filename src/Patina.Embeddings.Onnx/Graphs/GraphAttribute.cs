namespace Patina.Embeddings.Onnx.Graphs;

/// <summary>A setting of a node. The numbers are those of <c>AttributeProto</c>.</summary>
internal sealed class GraphAttribute
{
    private const int FloatType = 1;
    private const int IntegerType = 2;
    private const int IntegersType = 7;

    private GraphAttribute(ProtobufWriter message) => Message = message;

    public ProtobufWriter Message { get; }

    public static GraphAttribute Float(string name, float value) =>
        new(new ProtobufWriter().Text(1, name).Float(2, value).Integer(20, FloatType));

    public static GraphAttribute Integer(string name, long value) =>
        new(new ProtobufWriter().Text(1, name).Integer(3, value).Integer(20, IntegerType));

    public static GraphAttribute Integers(string name, params ReadOnlySpan<long> values)
    {
        var message = new ProtobufWriter().Text(1, name);
        foreach (var value in values)
            message.Integer(8, value);
        return new GraphAttribute(message.Integer(20, IntegersType));
    }
}
