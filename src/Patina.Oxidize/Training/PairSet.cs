namespace Patina.Oxidize.Training;

/// <summary>Related vectors, by their rows in a <see cref="VectorTable"/>. The lists are of equal length.</summary>
internal sealed record PairSet
{
    public static PairSet Empty { get; } = new() { Anchors = [], Positives = [], Weights = [], Groups = [] };

    /// <summary>What is asked with.</summary>
    public required IReadOnlyList<int> Anchors { get; init; }

    /// <summary>What should be found.</summary>
    public required IReadOnlyList<int> Positives { get; init; }

    /// <summary>How much each pair counts, above zero.</summary>
    public required IReadOnlyList<float> Weights { get; init; }

    /// <summary>Pairs of one group (a commit, a session's section) are about the same thing.</summary>
    public required IReadOnlyList<int> Groups { get; init; }

    /// <summary>For each pair wrong answers that look right, to draw from; empty where none were looked for.</summary>
    public IReadOnlyList<int[]> Negatives { get; init; } = [];

    public int Count => Anchors.Count;

    /// <summary>The positives of each anchor in the whole set: none of them is a wrong answer to it.</summary>
    private Dictionary<int, HashSet<int>> Partners => field ??= Anchors.Zip(Positives)
        .GroupBy(pair => pair.First, pair => pair.Second).ToDictionary(anchor => anchor.Key, anchor => anchor.ToHashSet());

    /// <summary>How often each row is a positive.</summary>
    private Dictionary<int, int> Frequencies => field ??= Positives.CountBy(row => row).ToDictionary();

    /// <summary>The natural logarithm of the share of the pairs whose positive a row is.</summary>
    public float LogShareOf(int positive) => MathF.Log(Frequencies[positive] / (float)Count);

    /// <summary>Whether some pair of the set says that a row is an answer to another.</summary>
    public bool IsPositive(int anchor, int row) => Partners[anchor].Contains(row);

    /// <exception cref="ArgumentException">The lists differ in length, or point out of the table.</exception>
    public void Check(VectorTable table)
    {
        if (Positives.Count != Count || Weights.Count != Count || Groups.Count != Count)
            throw new ArgumentException("Anchors, positives, weights and groups differ in number.");
        if (Negatives.Count != 0 && Negatives.Count != Count)
            throw new ArgumentException("There are negatives for some pairs only.");
        if (Anchors.Concat(Positives).Concat(Negatives.SelectMany(rows => rows)).Any(row => row < 0 || row >= table.Rows))
            throw new ArgumentException($"A pair names a row outside of the {table.Rows} of the table.");
        if (Weights.Any(weight => !(weight > 0)))
            throw new ArgumentException("A pair's weight is not above zero.");
    }
}
