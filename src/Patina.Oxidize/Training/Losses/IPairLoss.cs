namespace Patina.Oxidize.Training.Losses;

/// <summary>How wrong a batch of projected pairs is, and in which direction it would be less wrong.</summary>
internal interface IPairLoss
{
    /// <summary>Whether the batch needs a third row per pair: something that is not related to the anchor.</summary>
    bool NeedsNegatives { get; }

    /// <param name="outputs">
    /// Rows of unit length: all anchors, then all positives, then pair by pair the negatives; [(2 + negatives) · pairs × dimension].
    /// </param>
    /// <param name="gradient">Receives the gradient by <paramref name="outputs"/>.</param>
    /// <returns>The weighted mean over the pairs.</returns>
    double Evaluate(LossBatch batch, ReadOnlySpan<float> outputs, int dimension, Span<float> gradient);
}
