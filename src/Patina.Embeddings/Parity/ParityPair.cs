namespace Patina.Embeddings.Parity;

/// <summary>How far the vectors of two runtimes agree.</summary>
/// <param name="First">Name of a runtime.</param>
/// <param name="Second">Name of another.</param>
/// <param name="LowestCosine">Between the two vectors of a text, over all texts.</param>
/// <param name="MeanCosine">Likewise, the mean.</param>
/// <param name="LargestDifference">Between two numbers at the same place of a text's vectors.</param>
public sealed record ParityPair(string First, string Second, double LowestCosine, double MeanCosine, double LargestDifference)
{
    /// <summary>What two runtimes of one model must agree to.</summary>
    public const double Limit = 0.999;

    public bool Passed => LowestCosine >= Limit;
}
