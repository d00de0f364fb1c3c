using System.Text;
using Patina.Tokenizers.Pipeline;

namespace Patina.Tokenizers.Normalizers;

/// <summary>Brings text into one of Unicode's normalization forms.</summary>
/// <remarks>
/// What a composed character stands for follows the Rust library: all that it is composed of. What it is composed of comes
/// from comparing its decomposition with those of the characters before.
/// </remarks>
internal sealed class UnicodeNormalizer(NormalForm form) : Normalizer
{
    /// <summary>A noncharacter that <see cref="string.Normalize(NormalizationForm)"/> does not accept; no form changes it.</summary>
    private const char Unacceptable = '\uFFFE';

    private readonly NormalizationForm _form = form switch
    {
        NormalForm.C => NormalizationForm.FormC,
        NormalForm.D => NormalizationForm.FormD,
        NormalForm.KC => NormalizationForm.FormKC,
        _ => NormalizationForm.FormKD,
    };

    private readonly NormalizationForm _decomposed =
        form is NormalForm.C or NormalForm.D ? NormalizationForm.FormD : NormalizationForm.FormKD;

    private bool Composes => _form != _decomposed;

    public override void Normalize(TextBuffer text)
    {
        if (Ascii.IsValid(text.Text))
            return;
        ReadOnlySpan<char> units = text.Text;
        var transform = new TextTransform(text);
        for (var start = 0; start < units.Length;)
        {
            var end = EndOfStretch(units, start);
            NormalizeStretch(units[start..end], ref transform);
            start = end;
        }

        transform.End();
    }

    /// <summary>Where a stretch that normalizes by itself ends: an ASCII character joins only what follows it.</summary>
    private static int EndOfStretch(ReadOnlySpan<char> text, int start)
    {
        if (text[start] == Unacceptable)
            return start + 1;
        var rest = text[(start + 1)..];
        var length = rest.IndexOfAnyInRange('\0', '\x7F');
        length = length < 0 ? rest.Length : length;
        return start + 1 + (rest[..length].IndexOf(Unacceptable) is var stop and >= 0 ? stop : length);
    }

    private void NormalizeStretch(ReadOnlySpan<char> text, ref TextTransform transform)
    {
        if (text is [< '\x80' or Unacceptable] || text.IsNormalized(_form))
        {
            foreach (var rune in text.EnumerateRunes())
                transform.Add(rune.Value, 0);
            return;
        }

        var parts = Decompose(text);
        foreach (var rune in text.ToString().Normalize(_form).EnumerateRunes())
            transform.Add(rune.Value, TakeParts(parts, rune));
    }

    /// <summary>
    /// The characters that a text decomposes into, and for each occurrence whether it is the first of the character that it
    /// is of (0) or one more (1). Sorting marks does not change the order of equal ones.
    /// </summary>
    private Dictionary<int, Queue<int>> Decompose(ReadOnlySpan<char> text)
    {
        var parts = new Dictionary<int, Queue<int>>();
        foreach (var rune in text.EnumerateRunes())
        {
            var change = 0;
            foreach (var part in rune.ToString().Normalize(_decomposed).EnumerateRunes())
            {
                if (!parts.TryGetValue(part.Value, out var changes))
                    parts[part.Value] = changes = new Queue<int>();
                changes.Enqueue(change);
                change = 1;
            }
        }

        return parts;
    }

    /// <summary>Takes the parts that a character of the result is composed of.</summary>
    /// <returns>What <see cref="TextTransform.Add"/> is to be told.</returns>
    private int TakeParts(Dictionary<int, Queue<int>> parts, Rune composed)
    {
        if (!Composes)
            return parts[composed.Value].Dequeue();
        var change = 1;
        foreach (var part in composed.ToString().Normalize(NormalizationForm.FormD).EnumerateRunes())
            change += parts[part.Value].Dequeue() - 1;
        return change;
    }
}
