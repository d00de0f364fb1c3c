using Patina.Tokenizers.Pipeline;
using Patina.Tokenizers.Unicode;

namespace Patina.Tokenizers.Normalizers;

/// <summary>Drops characters of one kind.</summary>
internal sealed class ScalarFilter(Func<int, bool> isDropped) : Normalizer
{
    public override void Normalize(TextBuffer text)
    {
        text.BeginRewrite();
        for (var i = 0; i < text.Length;)
        {
            var scalar = Scalars.At(text.Text, i, out var units);
            if (!isDropped(scalar))
                text.Keep(i, i + units);
            i += units;
        }

        text.EndRewrite();
    }
}
