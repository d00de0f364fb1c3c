namespace Patina.Models;

/// <summary>The settings of YaRN, under the names of the configuration.</summary>
/// <param name="Factor">How many times the trained length is wanted.</param>
/// <param name="TrainedLength"><c>original_max_position_embeddings</c>, tokens.</param>
/// <param name="BetaFast">Turns within the trained length above which a pair keeps its frequency.</param>
/// <param name="BetaSlow">Turns below which a pair is slowed by the whole factor.</param>
/// <param name="AttentionFactor">What cosine and sine are multiplied by; null for <see cref="Growth"/> of the factor.</param>
public sealed record YarnSettings(double Factor, double TrainedLength, double BetaFast, double BetaSlow, double? AttentionFactor)
{
    /// <summary>Whether the ramp begins and ends at whole pairs.</summary>
    public bool Truncate { get; init; } = true;

    /// <summary>0.1·m·ln(factor) + 1, the growth of scores that a longer text needs.</summary>
    public static double Growth(double factor, double m = 1) => factor <= 1 ? 1 : (0.1 * m * Math.Log(factor)) + 1;
}
