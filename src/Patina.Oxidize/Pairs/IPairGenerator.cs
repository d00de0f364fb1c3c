namespace Patina.Oxidize.Pairs;

/// <summary>Finds pairs of one kind of relation. Deterministic: the same memory gives the same pairs in the same order.</summary>
internal interface IPairGenerator
{
    PairSource Source { get; }

    IEnumerable<RelatedPair> Generate(ProjectRelations project);
}
