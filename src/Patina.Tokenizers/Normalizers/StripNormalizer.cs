using Patina.Tokenizers.Pipeline;

namespace Patina.Tokenizers.Normalizers;

/// <summary>Drops white space at the ends.</summary>
internal sealed class StripNormalizer(bool left, bool right) : Normalizer
{
    public override void Normalize(TextBuffer text)
    {
        ReadOnlySpan<char> units = text.Text;
        var end = right ? units.TrimEnd().Length : units.Length;
        var start = left ? end - units[..end].TrimStart().Length : 0;
        if (start == 0 && end == units.Length)
            return;
        text.BeginRewrite();
        text.Keep(start, end);
        text.EndRewrite();
    }
}
