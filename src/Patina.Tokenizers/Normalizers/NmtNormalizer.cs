using Patina.Tokenizers.Pipeline;

namespace Patina.Tokenizers.Normalizers;

/// <summary>Drops control characters, and makes other space a space, as SentencePiece's <c>nmt</c> rules do.</summary>
internal sealed class NmtNormalizer : Normalizer
{
    private readonly ScalarFilter _filter = new(scalar =>
        scalar is (>= 0x01 and <= 0x08) or 0x0B or (>= 0x0E and <= 0x1F) or 0x7F or 0x8F or 0x9F);

    public override void Normalize(TextBuffer text)
    {
        _filter.Normalize(text);
        foreach (ref var unit in text.Text)
            if (IsSpace(unit))
                unit = ' ';
    }

    private static bool IsSpace(char unit) => unit is '\t' or '\n' or '\f' or '\r' or '\u1680'
        or (>= '\u200B' and <= '\u200F') or '\u2028' or '\u2029' or '\u2581' or '\uFEFF' or '\uFFFD';
}
