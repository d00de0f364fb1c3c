using Patina.Memory.Chunks;
using Patina.Oxidize.Tracing;

namespace Patina.Scry;

/// <summary>Why a projection puts a place where it does.</summary>
/// <param name="Hit">The place.</param>
/// <param name="Dimension">The projection.</param>
/// <param name="Pairs">The training pairs that moved it most, the largest influence first, each with its answer if that is still there.</param>
public sealed record ScryTrace(ScryHit Hit, string Dimension, IReadOnlyList<(TracedPair Pair, Chunk? Answer)> Pairs);
