namespace Patina.Embeddings.Static;

/// <summary>Memory that one thread needs to embed one text, kept for the next.</summary>
internal sealed class PoolingScratch
{
    [ThreadStatic]
    private static PoolingScratch? Own;

    private float[] _numbers = [];
    private float[] _factors = [];
    private char[] _characters = [];

    /// <summary>That of this thread; nothing in it survives the next text.</summary>
    public static PoolingScratch OfThread => Own ??= new PoolingScratch();

    public List<int> Ids { get; } = [];

    /// <summary>Three vectors, of any content.</summary>
    public Vectors Rent(int columns)
    {
        if (_numbers.Length < 3 * columns)
            _numbers = new float[3 * columns];
        return new Vectors(_numbers.AsSpan(0, columns), _numbers.AsSpan(columns, columns), _numbers.AsSpan(2 * columns, columns));
    }

    /// <summary>Room for a number for each of some tokens, of any content.</summary>
    public Span<float> Factors(int tokens)
    {
        if (_factors.Length < tokens)
            _factors = new float[2 * tokens];
        return _factors.AsSpan(0, tokens);
    }

    /// <summary>Two texts as one, the second on a new line.</summary>
    public ReadOnlySpan<char> Join(string first, string second)
    {
        if (first.Length == 0)
            return second;
        if (second.Length == 0)
            return first;

        var length = first.Length + 1 + second.Length;
        if (_characters.Length < length)
            _characters = new char[length];
        first.CopyTo(_characters);
        _characters[first.Length] = '\n';
        second.CopyTo(_characters.AsSpan(first.Length + 1));
        return _characters.AsSpan(0, length);
    }

    public readonly ref struct Vectors(Span<float> sum, Span<float> other, Span<float> row)
    {
        public Span<float> Sum { get; } = sum;

        public Span<float> Other { get; } = other;

        /// <summary>For a row on its way to the sum.</summary>
        public Span<float> Row { get; } = row;
    }
}
