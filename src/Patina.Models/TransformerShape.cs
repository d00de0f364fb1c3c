namespace Patina.Models;

/// <summary>What a user of a transformer must know of it.</summary>
/// <param name="Architecture"><c>model_type</c> of its configuration.</param>
/// <param name="Hidden">Numbers per token.</param>
/// <param name="VocabularySize">Ids are below this.</param>
/// <param name="MaxLength">Tokens the model can take; null when there is no limit by construction.</param>
/// <param name="HasTypes">Whether it has segments.</param>
/// <param name="IsCausal">Whether a token sees only those before it.</param>
public sealed record TransformerShape(
    string Architecture, int Layers, int Hidden, int VocabularySize, int? MaxLength, bool HasTypes, bool IsCausal)
{
    /// <summary>The layer counted from the front.</summary>
    /// <param name="layer">0 to <see cref="Layers"/>, or negative from the end.</param>
    public int ResolveLayer(int layer)
    {
        var resolved = layer < 0 ? Layers + 1 + layer : layer;
        return resolved >= 0 && resolved <= Layers
            ? resolved
            : throw new ModelException(ModelError.OutOfRange,
                $"hidden state {layer} of a model with {Layers} layers; expected {-Layers - 1} to {Layers}.");
    }
}
