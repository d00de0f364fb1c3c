using Patina.Tokenizers.Patterns;
using Patina.Tokenizers.Pipeline;

namespace Patina.Tokenizers.Normalizers;

/// <summary>Replaces what a pattern matches.</summary>
/// <remarks>The new text stands for the last character that it replaces, as in the Rust library.</remarks>
internal sealed class ReplaceNormalizer(TextPattern pattern, string content) : Normalizer
{
    public override bool StaysInWords => pattern.StaysInWords;

    /// <summary>Whether every run of ASCII characters other than letters and digits becomes a space, or a part of one.</summary>
    public bool BlanksSeparators => content == " " && pattern is CategoryRunPattern { IsOfSeparators: true };

    public override void Normalize(TextBuffer text)
    {
        var matches = pattern.Matches(text.Text);
        if (!matches.MoveNext())
            return;

        text.BeginRewrite();
        var end = 0;
        do
        {
            text.Keep(end, matches.Start);
            end = matches.End;
            text.Write(content, end > 0 ? end - 1 : TextBuffer.NoSource);
        }
        while (matches.MoveNext());

        text.Keep(end, text.Length);
        text.EndRewrite();
    }
}
