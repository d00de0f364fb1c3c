namespace Patina.Oxidize.Recipes;

/// <summary>Which of a model's weight files is used. Written in lower case in a recipe: <c>int8</c>, <c>fp32</c>.</summary>
public enum PrecisionChoice
{
    /// <summary>INT8 where the model has it.</summary>
    Auto,

    Fp32,

    Fp16,

    Bf16,

    Int8,

    Int4,
}
