using System.Numerics;

namespace Patina.Pretrain.Training;

/// <summary>
/// exp of single floats by a polynomial in single floats, to 2 units in the last place; that of System.Numerics goes by way of doubles and
/// takes several times as long.
/// </summary>
internal static class Exponential
{
    private const float Least = -87f;
    private const float Log2E = 1.44269504f;
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;
    private const int Bias = 127;
    private const int MantissaBits = 23;

    /// <param name="x">At most 0; what is below -87 counts as -87, whose exponential is 1.6e-38.</param>
    public static Vector<float> Of(Vector<float> x)
    {
        x = Vector.Max(x, new Vector<float>(Least));
        var power = Vector.Round(x * Log2E);
        var rest = Vector.MultiplyAddEstimate(power, new Vector<float>(-Ln2High), x);
        rest = Vector.MultiplyAddEstimate(power, new Vector<float>(-Ln2Low), rest);

        // The minimax polynomial of Cephes' expf for |rest| <= ln 2 / 2.
        var sum = new Vector<float>(1.9875691500e-4f);
        sum = Vector.MultiplyAddEstimate(sum, rest, new Vector<float>(1.3981999507e-3f));
        sum = Vector.MultiplyAddEstimate(sum, rest, new Vector<float>(8.3334519073e-3f));
        sum = Vector.MultiplyAddEstimate(sum, rest, new Vector<float>(4.1665795894e-2f));
        sum = Vector.MultiplyAddEstimate(sum, rest, new Vector<float>(1.6666665459e-1f));
        sum = Vector.MultiplyAddEstimate(sum, rest, new Vector<float>(5.0000001201e-1f));
        sum = Vector.MultiplyAddEstimate(sum, rest * rest, rest) + Vector<float>.One;
        return sum * Vector.AsVectorSingle((Vector.ConvertToInt32Native(power) + new Vector<int>(Bias)) << MantissaBits);
    }
}
