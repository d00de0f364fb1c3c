namespace Patina.Sharing.Votes;

/// <summary>What the share of up-votes may be in truth, judged by so few votes.</summary>
/// <remarks>Wilson, Probable Inference, the Law of Succession, and Statistical Inference, 1927; 95 %.</remarks>
internal static class WilsonBound
{
    private const double Z = 1.959963984540054;

    /// <returns>The ends of the interval; 0 and 1 without a vote.</returns>
    public static (double Low, double High) Of(int up, int down)
    {
        double votes = up + down;
        if (votes == 0)
            return (0, 1);
        var share = up / votes;
        var square = Z * Z / votes;
        var centre = share + (square / 2);
        var margin = Z * Math.Sqrt(((share * (1 - share)) + (square / 4)) / votes);
        return (Math.Max(0, (centre - margin) / (1 + square)), Math.Min(1, (centre + margin) / (1 + square)));
    }
}
