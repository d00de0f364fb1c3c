namespace Patina.Embeddings.Onnx.Export;

/// <summary>Heads side by side, as the operators of attention take them.</summary>
/// <param name="Value">The name of a value [b×l×n·d].</param>
/// <param name="Count">n.</param>
/// <param name="Width">d, where it is known: after a rotation.</param>
internal readonly record struct Heads(string Value, int Count, int? Width = null);
