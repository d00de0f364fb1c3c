using System.Globalization;

namespace Patina.Scry.Lexical;

/// <summary>
/// BM25F: what an occurrence in each field of a chunk counts, and what a long text takes away. The lengths that count as usual are
/// constants, so that what is stored of a chunk depends on the chunk alone.
/// </summary>
/// <param name="Saturation">k1: the sum of weighted occurrences at which a term gives half of what it can give.</param>
internal readonly record struct FieldWeights(
    double Path, double Symbol, double Head, double Body, double Saturation, double LengthShare)
{
    /// <summary>Terms of a usual body.</summary>
    private const double UsualBody = 120;

    /// <summary>Terms of a usual path, symbol and head together.</summary>
    private const double UsualLabel = 24;

    /// <summary>All numbers, so that an index made with others is told apart.</summary>
    public string Name => string.Create(
        CultureInfo.InvariantCulture, $"{Path} {Symbol} {Head} {Body} {Saturation} {LengthShare} {UsualBody} {UsualLabel}");

    /// <summary>What divides the weighted occurrences in a body of so many terms.</summary>
    public double BodyNorm(int terms) => 1 - LengthShare + (LengthShare * terms / UsualBody);

    /// <summary>What divides those in path, symbol and head.</summary>
    public double LabelNorm(int terms) => 1 - LengthShare + (LengthShare * terms / UsualLabel);

    /// <summary>The share of a term's weight that so many weighted occurrences give, from 0 to 1.</summary>
    public double Saturate(double occurrences) => occurrences / (occurrences + Saturation);
}
