using Patina.Tokenizers.Pipeline;

namespace Patina.Tokenizers.PreTokenizers;

/// <summary>Splits text into the words that the model sees one at a time. Immutable.</summary>
internal abstract class PreTokenizer
{
    /// <summary>Replaces each word by its parts; may rewrite the text as well. Added tokens stay as they are.</summary>
    public abstract void PreTokenize(TextBuffer text, SplitList splits);

    /// <summary>Whether it asks where words come from in the original text.</summary>
    public virtual bool NeedsOrigins => false;
}
