using Patina.Tokenizers.Pipeline;

namespace Patina.Tokenizers.Normalizers;

/// <summary>Rewrites text before it is split. Immutable.</summary>
internal abstract class Normalizer
{
    public abstract void Normalize(TextBuffer text);
}
