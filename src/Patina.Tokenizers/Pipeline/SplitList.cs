namespace Patina.Tokenizers.Pipeline;

/// <summary>The words of a text so far, in order, never empty. Not thread-safe.</summary>
/// <remarks>A pre-tokenizer reads the present list and adds to the next one, which then takes its place.</remarks>
internal sealed class SplitList
{
    private Split[] _splits = new Split[64];
    private Split[] _next = new Split[64];
    private int _count;
    private int _nextCount;

    public ReadOnlySpan<Split> Splits => _splits.AsSpan(0, _count);

    /// <summary>Bytes that the arrays hold on to.</summary>
    public long Capacity => 12L * (_splits.Length + _next.Length);

    public void Begin() => _nextCount = 0;

    /// <summary>Adds a split; an empty one is dropped.</summary>
    /// <param name="tokenId">The added token that it is, if it is one.</param>
    public void Add(int start, int end, int tokenId = Split.Word)
    {
        if (start == end)
            return;
        if (_nextCount == _next.Length)
            Array.Resize(ref _next, _nextCount * 2);
        _next[_nextCount++] = new(start, end, tokenId);
    }

    public void Commit()
    {
        (_splits, _next) = (_next, _splits);
        _count = _nextCount;
    }
}
