using System.Text;
using Patina.Tokenizers.Pipeline;
using Patina.Tokenizers.Unicode;

namespace Patina.Tokenizers.Normalizers;

/// <summary>Decomposes characters into base and marks.</summary>
internal sealed class UnicodeNormalizer(NormalForm form) : Normalizer
{
    private readonly NormalizationForm _form = form == NormalForm.D ? NormalizationForm.FormD : NormalizationForm.FormKD;

    public override void Normalize(TextBuffer text)
    {
        text.BeginRewrite();
        for (var i = 0; i < text.Length;)
        {
            _ = Scalars.At(text.Text, i, out var units);
            if (text.Text[i] < 0xC0)
                text.Keep(i, i + units);
            else
                text.Write(text.Text.Slice(i, units).ToString().Normalize(_form), i);
            i += units;
        }

        text.EndRewrite();
    }
}
