namespace Patina.Embeddings.Onnx.Graphs;

/// <summary>An operation of a graph.</summary>
/// <param name="Operator">As the operator set spells it: <c>MatMul</c>.</param>
/// <param name="Domain">Empty for ONNX's own operators.</param>
internal sealed record GraphNode(
    string Operator, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, IReadOnlyList<GraphAttribute> Attributes, string Domain = "");
