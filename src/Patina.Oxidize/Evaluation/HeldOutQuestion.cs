using Patina.Memory.Chunks;

namespace Patina.Oxidize.Evaluation;

/// <summary>Something that was asked later, with what should be found.</summary>
/// <param name="Text">The question.</param>
/// <param name="Relevant">What belongs to it.</param>
/// <param name="Itself">The chunk it was taken from, which is left out; null where there is none.</param>
internal sealed record HeldOutQuestion(string Text, IReadOnlySet<ChunkKey> Relevant, ChunkKey? Itself);
