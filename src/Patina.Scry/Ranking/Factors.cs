namespace Patina.Scry.Ranking;

/// <summary>What a chunk's score is multiplied by.</summary>
/// <param name="Kind">For the kind of chunk and question.</param>
/// <param name="Test">For tests, benchmarks and examples.</param>
internal readonly record struct Factors(double Kind, double Test)
{
    public double Product => Kind * Test;

    /// <summary>Those that are not 1.</summary>
    public IEnumerable<NamedNumber> Effective()
    {
        if (Kind != 1)
            yield return new NamedNumber("kind", Kind);
        if (Test != 1)
            yield return new NamedNumber("test or example", Test);
    }
}
