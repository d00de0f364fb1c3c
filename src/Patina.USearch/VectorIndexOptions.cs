namespace Patina.USearch;

/// <summary>What an index is made for. Everything but the expansions is fixed for its life and stored in its file.</summary>
public sealed record VectorIndexOptions
{
    internal const int MaxDimensions = 65_536;
    internal const int MaxConnectivity = 512;
    internal const int MaxExpansion = 65_536;

    /// <summary>Components per vector, 1 to 65,536.</summary>
    public required int Dimensions { get; init; }

    public VectorMetric Metric { get; init; } = VectorMetric.Cosine;

    public VectorPrecision Precision { get; init; } = VectorPrecision.F32;

    /// <summary>Neighbours per node of the graph, 2 to 512: more find more and cost memory.</summary>
    public int Connectivity { get; init; } = 16;

    /// <summary>Candidates kept while a vector is added, 1 to 65,536: more make a better graph, more slowly.</summary>
    public int ExpansionAdd { get; init; } = 128;

    /// <summary>Candidates kept during a search, 1 to 65,536: more find more, more slowly.</summary>
    public int ExpansionSearch { get; init; } = 64;

    internal void Validate()
    {
        Require(Dimensions, 1, MaxDimensions, nameof(Dimensions));
        Require(Connectivity, 2, MaxConnectivity, nameof(Connectivity));
        Require(ExpansionAdd, 1, MaxExpansion, nameof(ExpansionAdd));
        Require(ExpansionSearch, 1, MaxExpansion, nameof(ExpansionSearch));
        if (!Enum.IsDefined(Metric))
            throw new ArgumentException($"Metric {(int)Metric} is unknown.", nameof(Metric));
        if (!Enum.IsDefined(Precision))
            throw new ArgumentException($"Precision {(int)Precision} is unknown.", nameof(Precision));
        if (Precision == VectorPrecision.I8 && Metric != VectorMetric.Cosine)
            throw new ArgumentException($"I8 keeps directions only and goes with Cosine, not {Metric}.", nameof(Precision));
    }

    internal static void Require(int value, int least, int most, string name)
    {
        if (value < least || value > most)
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {least} to {most}.");
    }
}
