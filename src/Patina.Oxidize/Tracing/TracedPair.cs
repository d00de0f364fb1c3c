using Patina.Memory.Chunks;

namespace Patina.Oxidize.Tracing;

/// <summary>A pair that a projection was trained on, and how it moved a result.</summary>
/// <param name="Source">The relation: <c>commit</c>, <c>note</c>, <c>comment</c>…</param>
/// <param name="Question">The text that asked, or the path of the file that did.</param>
/// <param name="Origin">Where the relation is from: a commit hash, <c>session:line</c>, <c>path::qualified_name</c>.</param>
/// <param name="Answer">The first chunk of the file, or the only one, that answered at the time; it may be gone.</param>
/// <param name="Influence">
/// How much a step of training on this pair changes the cosine of question and result, per unit of learning rate: above zero
/// where it brings them nearer.
/// </param>
public sealed record TracedPair(string Source, string Question, string Origin, ChunkKey Answer, double Influence);
