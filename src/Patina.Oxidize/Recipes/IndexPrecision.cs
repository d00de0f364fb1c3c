namespace Patina.Oxidize.Recipes;

/// <summary>How the indexes store each number of a vector. Written in lower case in a recipe: <c>f16</c>.</summary>
public enum IndexPrecision
{
    /// <summary>4 bytes, exact.</summary>
    F32,

    /// <summary>2 bytes; the rounding moves a cosine by less than 0.001.</summary>
    F16,

    /// <summary>1 byte; directions only.</summary>
    I8,
}
