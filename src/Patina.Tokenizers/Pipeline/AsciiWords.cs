namespace Patina.Tokenizers.Pipeline;

/// <summary>
/// Cuts a text at ASCII characters other than letters and digits. A stretch that begins beyond ASCII takes the character before
/// it along, with which it may compose.
/// </summary>
internal ref struct AsciiWords(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;
    private int _from;

    /// <summary>The stretch that was found last.</summary>
    public ReadOnlySpan<char> Current { get; private set; }

    /// <summary>Whether it is of ASCII letters and digits alone.</summary>
    public bool IsAscii { get; private set; }

    public bool MoveNext()
    {
        var text = _text;
        var start = _from;
        while (start < text.Length && IsSeparator(text[start]))
            start++;
        if (start == text.Length)
            return false;

        var end = start;
        while (end < text.Length && char.IsAsciiLetterOrDigit(text[end]))
            end++;
        IsAscii = end == text.Length || char.IsAscii(text[end]);
        if (!IsAscii)
        {
            while (end < text.Length && !IsSeparator(text[end]))
                end++;
            if (start > 0 && !char.IsAscii(text[start]))
                start--;
        }

        Current = text[start..end];
        _from = end;
        return true;
    }

    private static bool IsSeparator(char unit) => char.IsAscii(unit) && !char.IsAsciiLetterOrDigit(unit);
}
