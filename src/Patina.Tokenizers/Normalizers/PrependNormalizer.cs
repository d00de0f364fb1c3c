using Patina.Tokenizers.Pipeline;

namespace Patina.Tokenizers.Normalizers;

/// <summary>Puts a string before a text that is not empty.</summary>
/// <remarks>It stands for the first character of the text, as in the Rust library.</remarks>
internal sealed class PrependNormalizer(string content) : Normalizer
{
    public override void Normalize(TextBuffer text)
    {
        if (text.Length == 0)
            return;
        text.BeginRewrite();
        text.Write(content, 0);
        text.Keep(0, text.Length);
        text.EndRewrite();
    }
}
