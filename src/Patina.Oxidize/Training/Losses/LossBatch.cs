namespace Patina.Oxidize.Training.Losses;

/// <summary>Which pairs a batch consists of; the lists are of equal length.</summary>
/// <param name="weights">Above zero.</param>
/// <param name="groups">Pairs of the same group are about the same thing.</param>
/// <param name="anchors">Rows of the anchors in the table of vectors.</param>
/// <param name="positives">Rows of the positives.</param>
internal readonly ref struct LossBatch(
    ReadOnlySpan<float> weights, ReadOnlySpan<int> groups, ReadOnlySpan<int> anchors, ReadOnlySpan<int> positives)
{
    private readonly ReadOnlySpan<int> _groups = groups;
    private readonly ReadOnlySpan<int> _anchors = anchors;
    private readonly ReadOnlySpan<int> _positives = positives;

    public int Count => Weights.Length;

    public ReadOnlySpan<float> Weights { get; } = weights;

    /// <summary>Whether one pair's positive would be a false negative for the other.</summary>
    public bool AreRelated(int pair, int other) =>
        pair != other
        && (_groups[pair] == _groups[other] || _anchors[pair] == _anchors[other] || _positives[pair] == _positives[other]);
}
