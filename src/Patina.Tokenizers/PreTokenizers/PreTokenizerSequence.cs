using Patina.Tokenizers.Pipeline;

namespace Patina.Tokenizers.PreTokenizers;

/// <summary>Several pre-tokenizers, each splitting what the one before left.</summary>
internal sealed class PreTokenizerSequence(PreTokenizer[] steps) : PreTokenizer
{
    public PreTokenizer First => steps[0];

    public override void PreTokenize(TextBuffer text, SplitList splits)
    {
        foreach (var step in steps)
            step.PreTokenize(text, splits);
    }

    public override bool NeedsOrigins => Array.Exists(steps, step => step.NeedsOrigins);
}
