namespace Patina.Embeddings.Onnx.Native;

/// <summary>An input or output of a graph.</summary>
/// <param name="Type"><see cref="OnnxElementType.Undefined"/> for what is no tensor.</param>
/// <param name="Shape">Sizes of the dimensions, the outermost first; -1 where the graph leaves one open.</param>
internal sealed record SessionPort(string Name, OnnxElementType Type, IReadOnlyList<long> Shape)
{
    /// <summary>As messages name it: <c>'input_ids' [-1,-1] Int64</c>.</summary>
    public override string ToString() => $"'{Name}' [{string.Join(',', Shape)}] {Type}";
}
