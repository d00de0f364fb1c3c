namespace Patina.Tokenizers.Reading;

/// <summary>Strings that lie in one array, one after the other.</summary>
internal sealed class TextList
{
    private char[] _text = new char[1 << 16];
    private readonly List<int> _starts = [0];

    /// <summary>All strings, with room behind them.</summary>
    public char[] Text => _text;

    /// <summary>Where each string begins, and where the last one ends.</summary>
    public int[] Starts => [.. _starts];

    public int Count => _starts.Count - 1;

    public ReadOnlySpan<char> Last => this[Count - 1];

    public ReadOnlySpan<char> this[int index] => _text.AsSpan(_starts[index], _starts[index + 1] - _starts[index]);

    /// <summary>Adds the string that a scanner stands at.</summary>
    /// <param name="place">Where that is, for messages.</param>
    /// <exception cref="TokenizerException">It is longer than a token may be.</exception>
    public void AddString(ref JsonScanner scanner, string place)
    {
        const int most = VocabularyReader.MaxTokenLength + 1;
        var start = _starts[^1];
        if (_text.Length - start < most)
            Array.Resize(ref _text, Math.Max(_text.Length * 2, start + most));
        var length = scanner.ReadString(_text.AsSpan(start, most));
        if (length is < 0 or > VocabularyReader.MaxTokenLength)
            throw new TokenizerException(
                TokenizerError.TooLarge, $"{place}: token {Count} has more than {VocabularyReader.MaxTokenLength} characters.");
        _starts.Add(start + length);
    }

    public void DropLast() => _starts.RemoveAt(_starts.Count - 1);

    /// <summary>Makes two strings of the last one, without the unit between them.</summary>
    /// <param name="index">Of the unit in that string.</param>
    public void SplitLast(int index)
    {
        var (start, end) = (_starts[^2], _starts[^1]);
        _text.AsSpan((start + index + 1)..end).CopyTo(_text.AsSpan(start + index));
        _starts[^1] = start + index;
        _starts.Add(end - 1);
    }
}
