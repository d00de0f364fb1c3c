using Patina.Tokenizers.Pipeline;
using Patina.Tokenizers.Unicode;

namespace Patina.Tokenizers.Normalizers;

/// <summary>Replaces text by its bytes, in the characters of byte-level vocabularies.</summary>
internal sealed class ByteLevelNormalizer : Normalizer
{
    public override void Normalize(TextBuffer text) => ByteAlphabet.Rewrite(text);
}
