using Patina.Tokenizers.Pipeline;

namespace Patina.Tokenizers.Normalizers;

/// <summary>Several normalizers, one after the other.</summary>
internal sealed class NormalizerSequence(Normalizer[] steps) : Normalizer
{
    public IReadOnlyList<Normalizer> Steps => steps;

    public override void Normalize(TextBuffer text)
    {
        foreach (var step in steps)
            step.Normalize(text);
    }
}
