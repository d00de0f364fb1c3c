namespace Patina.Tokenizers.Patterns;

/// <summary>Goes through the matches of a pattern.</summary>
internal ref struct MatchEnumerator(TextPattern pattern, ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;
    private int _from;
    private int _lastEnd = -1;

    /// <summary>Index of the first unit of the match.</summary>
    public int Start { get; private set; }

    /// <summary>Index after the last unit of the match.</summary>
    public int End { get; private set; }

    public bool MoveNext()
    {
        while (_from <= _text.Length && pattern.TryFind(_text, _from, out var start, out var end))
        {
            _from = end > start ? end : AfterScalar(end);
            // An empty match right behind the last match is none: the regular expression engines of other languages agree.
            if (start == end && end == _lastEnd)
                continue;
            (Start, End, _lastEnd) = (start, end, end);
            return true;
        }

        return false;
    }

    private readonly int AfterScalar(int index) =>
        index + (index < _text.Length && char.IsHighSurrogate(_text[index]) ? 2 : 1);
}
