namespace Patina.Scry.Ranking;

/// <summary>What a chunk's score is multiplied by.</summary>
/// <param name="Kind">For the kind of chunk and question.</param>
/// <param name="Test">For tests, benchmarks and examples.</param>
/// <param name="Background">For what a note says of sessions before it.</param>
/// <param name="Adjacent">For code, of which some has words of the question in a row.</param>
internal readonly record struct Factors(double Kind, double Test, double Background, double Adjacent)
{
    public double Product => Kind * Test * Background * Adjacent;

    /// <summary>Those that are not 1.</summary>
    public IEnumerable<NamedNumber> Effective()
    {
        if (Kind != 1)
            yield return new NamedNumber("kind", Kind);
        if (Test != 1)
            yield return new NamedNumber("test or example", Test);
        if (Background != 1)
            yield return new NamedNumber("background", Background);
        if (Adjacent != 1)
            yield return new NamedNumber("adjacent words in code", Adjacent);
    }
}
