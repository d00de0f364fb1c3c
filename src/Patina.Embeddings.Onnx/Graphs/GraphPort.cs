using Patina.Embeddings.Onnx.Native;

namespace Patina.Embeddings.Onnx.Graphs;

/// <summary>An input or output of a graph.</summary>
/// <param name="Shape">A number, or a name for a size that each run may choose, for each dimension.</param>
internal sealed record GraphPort(string Name, OnnxElementType Type, IReadOnlyList<string> Shape);
