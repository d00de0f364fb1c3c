using System.Diagnostics;

namespace Patina.Tokenizers.Pipeline;

/// <summary>
/// A stretch of text on its way through normalizers and pre-tokenizers. Always well-formed UTF-16. If origins are
/// tracked, every unit knows the range of the original text that it stands for. Not thread-safe.
/// </summary>
/// <remarks>A rewrite fills a second set of arrays, which then changes places with the first.</remarks>
internal sealed class TextBuffer
{
    /// <summary>Source index for text that stands for nothing at the beginning of the stretch.</summary>
    public const int NoSource = -1;

    private char[] _units = new char[256];
    private char[] _nextUnits = new char[256];
    private int[] _starts = [];
    private int[] _ends = [];
    private int[] _nextStarts = [];
    private int[] _nextEnds = [];
    private int _nextLength;
    private int _origin;
    private bool _tracksOrigins;

    public int Length { get; private set; }

    /// <summary>Bytes that the arrays hold on to.</summary>
    public long Capacity => 2L * (_units.Length + _nextUnits.Length) + 8L * (_starts.Length + _nextStarts.Length);

    /// <summary>The text. Units may be replaced one for one; the span is invalid after a rewrite.</summary>
    public Span<char> Text => _units.AsSpan(0, Length);

    /// <summary>The index in the original text at which the stretch begins.</summary>
    public int Origin => _origin;

    /// <summary>Takes a stretch of the original text; a lone surrogate becomes U+FFFD.</summary>
    /// <param name="origin">The index at which <paramref name="text"/> begins in the original.</param>
    public void Load(ReadOnlySpan<char> text, int origin, bool trackOrigins)
    {
        _origin = origin;
        _tracksOrigins = trackOrigins;
        Grow(ref _units, 0, text.Length);
        text.CopyTo(_units);
        Length = text.Length;
        if (trackOrigins)
            LoadOrigins();

        for (var i = IndexOfSurrogate(0); i < Length; i = IndexOfSurrogate(i))
            i += LoadSurrogate(i);
    }

    /// <summary>The range of the original text that units <paramref name="start"/> to <paramref name="end"/> stand for.</summary>
    public TextRange OriginOf(int start, int end)
    {
        Debug.Assert(_tracksOrigins && start < end && end <= Length);
        return new(_starts[start], _ends[end - 1] - _starts[start]);
    }

    /// <summary>Index in the original text at which the unit begins; only if origins are tracked.</summary>
    public int OriginStart(int index) => _starts[index];

    public void BeginRewrite() => _nextLength = 0;

    /// <summary>Keeps units <paramref name="start"/> to <paramref name="end"/> as they are.</summary>
    public void Keep(int start, int end)
    {
        var count = end - start;
        GrowNext(count);
        _units.AsSpan(start, count).CopyTo(_nextUnits.AsSpan(_nextLength));
        if (_tracksOrigins)
        {
            _starts.AsSpan(start, count).CopyTo(_nextStarts.AsSpan(_nextLength));
            _ends.AsSpan(start, count).CopyTo(_nextEnds.AsSpan(_nextLength));
        }

        _nextLength += count;
    }

    /// <summary>Writes a unit that stands for what unit <paramref name="source"/> stands for.</summary>
    /// <param name="source">An index before the rewrite, or <see cref="NoSource"/>.</param>
    public void Write(char unit, int source)
    {
        GrowNext(1);
        _nextUnits[_nextLength] = unit;
        if (_tracksOrigins)
        {
            _nextStarts[_nextLength] = source < 0 ? _origin : _starts[source];
            _nextEnds[_nextLength] = source < 0 ? _origin : _ends[source];
        }

        _nextLength++;
    }

    /// <inheritdoc cref="Write(char, int)"/>
    public void Write(ReadOnlySpan<char> units, int source)
    {
        foreach (var unit in units)
            Write(unit, source);
    }

    /// <summary>Number of units written since <see cref="BeginRewrite"/>.</summary>
    public int Written => _nextLength;

    public void EndRewrite()
    {
        (_units, _nextUnits) = (_nextUnits, _units);
        (_starts, _nextStarts) = (_nextStarts, _starts);
        (_ends, _nextEnds) = (_nextEnds, _ends);
        Length = _nextLength;
    }

    private void LoadOrigins()
    {
        Grow(ref _starts, 0, Length);
        Grow(ref _ends, 0, Length);
        for (var i = 0; i < Length; i++)
        {
            _starts[i] = _origin + i;
            _ends[i] = _origin + i + 1;
        }
    }

    private int IndexOfSurrogate(int from)
    {
        var offset = _units.AsSpan(from, Length - from).IndexOfAnyInRange('\uD800', '\uDFFF');
        return offset < 0 ? Length : from + offset;
    }

    /// <summary>Both halves of a pair stand for the whole pair; a lone half is replaced.</summary>
    /// <returns>Units looked at.</returns>
    private int LoadSurrogate(int i)
    {
        if (!char.IsHighSurrogate(_units[i]) || i + 1 == Length || !char.IsLowSurrogate(_units[i + 1]))
        {
            _units[i] = '\uFFFD';
            return 1;
        }

        if (_tracksOrigins)
        {
            _starts[i + 1]--;
            _ends[i]++;
        }

        return 2;
    }

    private void GrowNext(int count)
    {
        if (_nextLength + count > _nextUnits.Length)
            Grow(ref _nextUnits, _nextLength, _nextLength + count);
        if (_tracksOrigins && _nextLength + count > _nextStarts.Length)
        {
            Grow(ref _nextStarts, _nextLength, _nextLength + count);
            Grow(ref _nextEnds, _nextLength, _nextLength + count);
        }
    }

    private static void Grow<T>(ref T[] array, int used, int needed)
    {
        if (array.Length >= needed)
            return;
        var larger = new T[Math.Max(needed, array.Length * 2)];
        array.AsSpan(0, used).CopyTo(larger);
        array = larger;
    }
}
