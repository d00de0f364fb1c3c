using Patina.Oxidize.Recipes;
using Patina.USearch;

namespace Patina.Oxidize.Artifacts;

/// <summary>What the indexes of a space are like.</summary>
/// <param name="Dimension">Of its vectors.</param>
/// <param name="FastDimension">How many of the leading numbers a second, smaller index has; null for no second.</param>
internal sealed record IndexFormat(int Dimension, IndexPrecision Precision, int? FastDimension = null)
{
    public VectorPrecision Stored => Precision switch
    {
        IndexPrecision.F32 => VectorPrecision.F32,
        IndexPrecision.I8 => VectorPrecision.I8,
        _ => VectorPrecision.F16,
    };

    /// <summary>As the recipe wants them; a second index that would not be smaller is left out.</summary>
    public static IndexFormat Of(Recipe recipe, int dimension) =>
        new(dimension, recipe.IndexPrecision, recipe.FastDimensions is { } fast && fast < dimension ? fast : null);
}
