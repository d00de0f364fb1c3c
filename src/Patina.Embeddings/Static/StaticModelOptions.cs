namespace Patina.Embeddings.Static;

/// <summary>What the user may change about a static model; what is left out follows from the model's own files.</summary>
public sealed record StaticModelOptions
{
    /// <summary>Keep only the first numbers of each vector (Matryoshka). A model that lists its sizes takes no other.</summary>
    public int? Dimensions { get; init; }

    /// <summary>Whether vectors are brought to unit length.</summary>
    public bool? Normalize { get; init; }

    /// <summary>Tokens of a text that count; those after are left out.</summary>
    public int? MaxLength { get; init; }
}
