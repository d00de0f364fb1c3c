namespace Patina.Embeddings;

/// <summary>How far the writing of a graph is.</summary>
/// <param name="Written">Bytes of weights.</param>
/// <param name="Total">Bytes of weights in all.</param>
/// <param name="Layer">The layer whose weights are being written, counted from 1; null before the first and after the last.</param>
public readonly record struct ExportProgress(long Written, long Total, int? Layer);
