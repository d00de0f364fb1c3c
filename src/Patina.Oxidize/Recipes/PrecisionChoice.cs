namespace Patina.Oxidize.Recipes;

/// <summary>Which of a model's weight files is used. Written in lower case in a recipe.</summary>
public enum PrecisionChoice
{
    /// <summary>The registry's recommendation for the runtime.</summary>
    Auto,

    F32,

    F16,

    Bf16,

    Int8,

    Int4,
}
