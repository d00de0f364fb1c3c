namespace Patina.Tokenizers.Pipeline;

/// <summary>Tokens of one text: ids, and where each stands. Not thread-safe.</summary>
internal sealed class TokenList
{
    private int[] _ids = new int[128];
    private TextRange[] _ranges = new TextRange[128];
    private TokenSpaces[] _spaces = [];

    public int Count { get; private set; }

    public ReadOnlySpan<int> Ids => _ids.AsSpan(0, Count);

    /// <summary>Ranges of the text buffer while a model adds tokens, of the original text afterwards.</summary>
    public Span<TextRange> Ranges => _ranges.AsSpan(0, Count);

    /// <summary>Spaces at the ends of the tokens, as far as they were set.</summary>
    public ReadOnlySpan<TokenSpaces> Spaces => _spaces.AsSpan(0, Count);

    /// <summary>Bytes that the arrays hold on to.</summary>
    public long Capacity => 12L * _ids.Length + 8L * _spaces.Length;

    public void Clear() => Count = 0;

    /// <summary>Adds a token.</summary>
    /// <param name="start">Index of its first unit.</param>
    /// <param name="end">Index after its last unit.</param>
    public void Add(int id, int start, int end)
    {
        if (Count == _ids.Length)
        {
            Array.Resize(ref _ids, Count * 2);
            Array.Resize(ref _ranges, Count * 2);
        }

        _ids[Count] = id;
        _ranges[Count++] = new(start, end - start);
    }

    /// <summary>Says what spaces a token has.</summary>
    public void SetSpaces(int index, TokenSpaces spaces)
    {
        if (_spaces.Length < _ids.Length)
            Array.Resize(ref _spaces, _ids.Length);
        _spaces[index] = spaces;
    }

    /// <summary>Takes back the tokens from <paramref name="count"/> on.</summary>
    public void CutTo(int count) => Count = count;

    /// <summary>Drops all but <paramref name="count"/> tokens, from the given side.</summary>
    public void Keep(int count, TokenSide cutSide)
    {
        if (cutSide == TokenSide.Left)
        {
            Ids[^count..].CopyTo(_ids);
            Ranges[^count..].CopyTo(_ranges);
            if (_spaces.Length >= Count)
                Spaces[^count..].CopyTo(_spaces);
        }

        Count = count;
    }

    /// <summary>Replaces ranges of the buffer by ranges of the original text.</summary>
    /// <param name="from">Index of the first token that came from this buffer.</param>
    public void MapToOriginal(int from, TextBuffer text)
    {
        foreach (ref var range in _ranges.AsSpan(from, Count - from))
            range = text.OriginOf(range.Start, range.End);
    }
}
