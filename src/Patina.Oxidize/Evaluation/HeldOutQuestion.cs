using Patina.Memory.Chunks;

namespace Patina.Oxidize.Evaluation;

/// <summary>Something that was asked later, with what should be found.</summary>
/// <param name="Text">The question; where a <paramref name="Subject"/> asks, what to call it.</param>
/// <param name="Relevant">What belongs to it.</param>
/// <param name="Ignored">What is neither right nor wrong: the chunk it was taken from, and what was known to belong to it before.</param>
/// <param name="Subject">The chunk or file whose own vector asks; null where the text does.</param>
internal sealed record HeldOutQuestion(
    string Text, IReadOnlySet<ChunkKey> Relevant, IReadOnlySet<ChunkKey> Ignored, ChunkKey? Subject = null);
