using Patina.Memory.Chunks;
using Patina.Oxidize.Pairs;

namespace Patina.Oxidize.Projections;

/// <param name="Candidates">Kinds of chunks among which its questions are searched.</param>
/// <param name="ByFile">Whether files are ranked by their best chunk, as answers show them; else every candidate is.</param>
internal sealed record HeldOutRelation(PairSource Source, IReadOnlyList<ChunkKind> Candidates, bool ByFile = false);
