using Patina.Tokenizers.Pipeline;
using Patina.Tokenizers.Unicode;

namespace Patina.Tokenizers.Normalizers;

/// <summary>BERT's own clean-up: control characters, white space, Chinese characters, accents, case.</summary>
internal sealed class BertNormalizer : Normalizer
{
    private readonly bool _cleanText;
    private readonly bool _spaceChinese;
    private readonly bool _stripAccents;
    private readonly bool _lowercase;
    private readonly LowercaseNormalizer _lower = new();
    private readonly UnicodeNormalizer _decompose = new(NormalForm.D);

    /// <param name="cleanText">Drop control characters, make all white space a space.</param>
    /// <param name="spaceChinese">Put a space before and after every Chinese character.</param>
    /// <param name="stripAccents">Decompose and drop combining marks; null does so if <paramref name="lowercase"/> is set.</param>
    public BertNormalizer(bool cleanText, bool spaceChinese, bool? stripAccents, bool lowercase)
    {
        _cleanText = cleanText;
        _spaceChinese = spaceChinese;
        _stripAccents = stripAccents ?? lowercase;
        _lowercase = lowercase;
    }

    public override void Normalize(TextBuffer text)
    {
        if (_cleanText)
            Clean(text);
        if (text.Text.ContainsAnyExceptInRange('\0', '\x7F'))
            NormalizeNonAscii(text);
        if (_lowercase)
            _lower.Normalize(text);
    }

    private void NormalizeNonAscii(TextBuffer text)
    {
        if (_spaceChinese)
            SpaceChinese(text);
        if (_stripAccents)
        {
            _decompose.Normalize(text);
            StripMarks(text);
        }
    }

    private static void Clean(TextBuffer text)
    {
        if (HasControl(text.Text))
            DropControl(text);
        foreach (ref var unit in text.Text)
            if (char.IsWhiteSpace(unit))
                unit = ' ';
    }

    private static bool HasControl(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var unit = text[i];
            if (unit is >= ' ' and < '\x7F' or '\n' or '\t' or '\r')
                continue;
            if (IsControl(Scalars.At(text, i, out var units)))
                return true;
            i += units - 1;
        }

        return false;
    }

    private static void DropControl(TextBuffer text)
    {
        text.BeginRewrite();
        for (var i = 0; i < text.Length;)
        {
            var scalar = Scalars.At(text.Text, i, out var units);
            if (!IsControl(scalar))
                text.Keep(i, i + units);
            i += units;
        }

        text.EndRewrite();
    }

    private static void SpaceChinese(TextBuffer text)
    {
        text.BeginRewrite();
        for (var i = 0; i < text.Length;)
        {
            var chinese = Scalars.IsChinese(Scalars.At(text.Text, i, out var units));
            if (chinese)
                text.Write(' ', i);
            text.Keep(i, i + units);
            if (chinese)
                text.Write(' ', i);
            i += units;
        }

        text.EndRewrite();
    }

    private static void StripMarks(TextBuffer text)
    {
        text.BeginRewrite();
        for (var i = 0; i < text.Length;)
        {
            var scalar = Scalars.At(text.Text, i, out var units);
            if (!Scalars.IsNonSpacingMark(scalar))
                text.Keep(i, i + units);
            i += units;
        }

        text.EndRewrite();
    }

    private static bool IsControl(int scalar) =>
        scalar is 0 or 0xFFFD || (scalar is not ('\t' or '\n' or '\r') && Scalars.IsOther(scalar));
}
