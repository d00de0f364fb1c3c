namespace Patina.Oxidize.Recipes;

/// <summary>How the vectors of a text's tokens become one. Written in lower case in a recipe, <c>weighted_mean</c> with a line.</summary>
public enum PoolingChoice
{
    Mean,

    /// <summary>The first token.</summary>
    Cls,

    /// <summary>The last token.</summary>
    Last,

    /// <summary>The largest of each number.</summary>
    Max,

    /// <summary>Later tokens count more.</summary>
    WeightedMean,

    /// <summary>The graph pools by itself.</summary>
    None,
}
