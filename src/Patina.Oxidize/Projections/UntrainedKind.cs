namespace Patina.Oxidize.Projections;

/// <summary>Which untrained ranking a projection is compared with.</summary>
internal enum UntrainedKind
{
    CoChangeCounts,
    CallGraph,
    HistoryVote,
}
