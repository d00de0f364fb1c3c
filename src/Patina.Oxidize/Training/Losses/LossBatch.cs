namespace Patina.Oxidize.Training.Losses;

/// <summary>Which pairs a batch consists of; the lists are of equal length.</summary>
/// <param name="weights">Above zero.</param>
/// <param name="groups">Pairs of the same group are about the same thing.</param>
/// <param name="anchors">Rows of the anchors in the table of vectors.</param>
/// <param name="positives">Rows of the positives.</param>
/// <param name="pairs">The set that they are from, which may relate them in other pairs; null for none.</param>
internal readonly ref struct LossBatch(
    ReadOnlySpan<float> weights, ReadOnlySpan<int> groups, ReadOnlySpan<int> anchors, ReadOnlySpan<int> positives, PairSet? pairs = null)
{
    private readonly PairSet? _pairs = pairs;
    private readonly ReadOnlySpan<int> _groups = groups;
    private readonly ReadOnlySpan<int> _anchors = anchors;
    private readonly ReadOnlySpan<int> _positives = positives;

    public int Count => Weights.Length;

    /// <summary>For each pair how many rows of its own, after all positives, are wrong answers to it.</summary>
    public int NegativesPerPair { get; init; }

    /// <summary>Which of those rows count, [pairs × per pair]; others fill the place of what was not found.</summary>
    public ReadOnlySpan<bool> NegativesThatCount { get; init; }

    public ReadOnlySpan<float> Weights { get; } = weights;

    /// <summary>The natural logarithm of how often the positive of a pair is drawn into a batch, up to a constant.</summary>
    public float LogShareOf(int pair) => _pairs?.LogShareOf(_positives[pair]) ?? 0;

    /// <summary>Whether the other pair's positive would be a false negative for the anchor of the one.</summary>
    public bool AreRelated(int pair, int other) =>
        pair != other
        && (_groups[pair] == _groups[other] || _anchors[pair] == _anchors[other] || _positives[pair] == _positives[other]
            || _anchors[pair] == _positives[other] || _pairs?.IsPositive(_anchors[pair], _positives[other]) == true);
}
