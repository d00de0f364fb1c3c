using Patina.Pretrain.Mining;

namespace Patina.Pretrain.Training;

/// <summary>The pairs of one repository and kind.</summary>
/// <param name="Offsets">Where each is in the store, in random order.</param>
internal sealed record PairGroup(string Repository, PairKind Kind, long[] Offsets);
