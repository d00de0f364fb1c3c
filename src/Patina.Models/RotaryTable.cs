namespace Patina.Models;

/// <summary>How fast each pair of a rotary position embedding turns.</summary>
/// <param name="Frequencies">Radians per position, one per pair: d/2 numbers.</param>
/// <param name="Scale">What cosine and sine are multiplied by; 1 but for YaRN.</param>
public sealed record RotaryTable(IReadOnlyList<double> Frequencies, double Scale)
{
    /// <summary>base^(-2k/d) for pair k of d/2.</summary>
    /// <param name="dimension">Numbers per head, even.</param>
    public static RotaryTable Plain(int dimension, double theta) =>
        new([.. Enumerable.Range(0, dimension / 2).Select(pair => Math.Pow(theta, -2.0 * pair / dimension))], 1);

    /// <summary>Positions divided by a factor, so that a longer text fits the angles seen in training.</summary>
    public static RotaryTable Linear(int dimension, double theta, double factor) =>
        new([.. Plain(dimension, theta).Frequencies.Select(frequency => frequency / factor)], 1);

    /// <summary>
    /// YaRN (Peng et al. 2023): pairs that turn often within the trained length keep their frequency, those that don't complete
    /// a turn are slowed by the factor, with a ramp between.
    /// </summary>
    public static RotaryTable Yarn(int dimension, double theta, YarnSettings yarn)
    {
        double PairTurning(double turns) =>
            dimension * Math.Log(yarn.TrainedLength / (2 * Math.PI * turns)) / (2 * Math.Log(theta));
        var (low, high) = (PairTurning(yarn.BetaFast), PairTurning(yarn.BetaSlow));
        if (yarn.Truncate)
            (low, high) = (Math.Floor(low), Math.Ceiling(high));
        (low, high) = (Math.Max(low, 0), Math.Min(high, dimension - 1));
        if (low == high)
            high += 0.001; // as transformers does, so that the ramp has a slope
        var plain = Plain(dimension, theta).Frequencies;
        var frequencies = plain.Select((frequency, pair) =>
        {
            var slowed = Math.Clamp((pair - low) / (high - low), 0, 1);
            return (frequency * (1 - slowed)) + (frequency / yarn.Factor * slowed);
        });
        return new RotaryTable([.. frequencies], yarn.AttentionFactor ?? YarnSettings.Growth(yarn.Factor));
    }
}
