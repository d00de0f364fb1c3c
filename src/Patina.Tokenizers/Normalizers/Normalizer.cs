using Patina.Tokenizers.Pipeline;

namespace Patina.Tokenizers.Normalizers;

/// <summary>Rewrites text before it is split. Immutable.</summary>
internal abstract class Normalizer
{
    public abstract void Normalize(TextBuffer text);

    /// <summary>Whether words between spaces are rewritten one by one: none depends on its neighbours, and no space is lost.</summary>
    public virtual bool StaysInWords => false;
}
