using System.Text;
using Patina.Tokenizers.Unicode;

namespace Patina.Tokenizers.Pipeline;

/// <summary>Rewrites a text scalar by scalar, each with what it does to those before it.</summary>
/// <remarks>The Rust library's <c>NormalizedString::transform</c>, whose ranges of the original text this gives.</remarks>
internal ref struct TextTransform
{
    private readonly TextBuffer _text;
    private int _source;

    public TextTransform(TextBuffer text)
    {
        _text = text;
        text.BeginRewrite();
    }

    /// <summary>Writes a scalar.</summary>
    /// <param name="change">
    /// 0 if it takes the place of one; 1 if it is new, and stands for what the one before it does; -n if it takes the place of
    /// one, and the n behind that are dropped.
    /// </param>
    public void Add(int scalar, int change)
    {
        var source = change > 0 ? _source - 1 : Math.Min(_source, _text.Length - 1);
        Span<char> units = stackalloc char[2];
        _text.Write(units[..new Rune(scalar).EncodeToUtf16(units)], source < 0 ? TextBuffer.NoSource : source);
        for (var taken = change > 0 ? 0 : 1 - change; taken > 0 && _source < _text.Length; taken--)
        {
            _ = Scalars.At(_text.Text, _source, out var length);
            _source += length;
        }
    }

    public readonly void End() => _text.EndRewrite();
}
