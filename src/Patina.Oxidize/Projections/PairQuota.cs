using Patina.Oxidize.Pairs;

namespace Patina.Oxidize.Projections;

/// <param name="Most">Pairs that training uses at most, so that no source drowns the others and large projects stay fast.</param>
internal sealed record PairQuota(IPairGenerator Generator, int Most);
