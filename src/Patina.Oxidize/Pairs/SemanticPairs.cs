namespace Patina.Oxidize.Pairs;

/// <summary>The pairs of the <c>semantic</c> projection: what people write about the code and notes, and what they mean by it.</summary>
internal static class SemanticPairs
{
    /// <summary>Most pairs of each source, so that none drowns the others and large projects stay fast.</summary>
    private static readonly (IPairGenerator Generator, int Most)[] Sources =
    [
        (new NotePairs(), 8000),
        (new CommitPairs(), 8000),
        (new DefinitionPairs(PairSource.Comment), 6000),
        (new DefinitionPairs(PairSource.Name), 6000),
    ];

    public static IReadOnlyList<RelatedPair> Generate(ProjectRelations project)
    {
        var pairs = new List<RelatedPair>();
        foreach (var (generator, most) in Sources)
            pairs.AddRange(Sample([.. generator.Generate(project)], most));
        return pairs;
    }

    /// <summary>A sample that stays nearly the same when pairs are added or removed: those with the smallest digests.</summary>
    private static IEnumerable<RelatedPair> Sample(IReadOnlyList<RelatedPair> pairs, int most)
    {
        if (pairs.Count <= most)
            return pairs;
        var limit = pairs.Select(pair => pair.Digest).Order().ElementAt(most);
        return pairs.Where(pair => pair.Digest < limit);
    }
}
