using Patina.Numerics;

namespace Patina.Oxidize.Evaluation;

/// <summary>Confidence in a mean by drawing the sample anew (percentile bootstrap). Deterministic.</summary>
internal static class Bootstrap
{
    private const int Resamples = 2000;
    private const ulong Seed = 20_110_301;
    private const double Tail = 0.025;

    /// <param name="values">One per question; at least one.</param>
    public static Interval Mean(ReadOnlySpan<double> values)
    {
        var random = new SeededRandom(Seed);
        var means = new double[Resamples];
        for (var resample = 0; resample < Resamples; resample++)
        {
            var sum = 0.0;
            for (var i = 0; i < values.Length; i++)
                sum += values[random.Next(values.Length)];
            means[resample] = sum / values.Length;
        }

        Array.Sort(means);
        var mean = 0.0;
        foreach (var value in values)
            mean += value / values.Length;
        return new Interval(means[(int)(Resamples * Tail)], mean, means[Resamples - 1 - (int)(Resamples * Tail)]);
    }
}
