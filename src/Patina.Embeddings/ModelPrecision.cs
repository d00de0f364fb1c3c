namespace Patina.Embeddings;

/// <summary>How the weights of a model are stored. Written in lower case in a recipe.</summary>
public enum ModelPrecision
{
    /// <summary>32-bit floats.</summary>
    Fp32,

    /// <summary>16-bit floats.</summary>
    Fp16,

    /// <summary>16-bit floats with the range of 32-bit ones.</summary>
    Bf16,

    /// <summary>8-bit integers with scales.</summary>
    Int8,

    /// <summary>4-bit integers with scales.</summary>
    Int4,
}
