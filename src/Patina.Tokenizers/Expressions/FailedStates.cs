namespace Patina.Tokenizers.Expressions;

/// <summary>
/// At which positions of a text a split or a run has failed, so that it is not tried there again. Kept only once a text has taken
/// many steps: nearly none does.
/// </summary>
/// <param name="states">Number of splits and runs.</param>
internal sealed class FailedStates(int states)
{
    private const int BitsPerWord = 64;

    /// <summary>A larger table is given back after use.</summary>
    private const int MostKeptWords = 1 << 16;

    private ulong[] _bits = [];
    private int _positions;
    private bool _isUsed;

    /// <param name="length">Units of the text.</param>
    public void Begin(int length)
    {
        _positions = length + 1;
        if (_isUsed && _bits.Length > MostKeptWords)
            _bits = [];
        else if (_isUsed)
            Array.Clear(_bits);
        _isUsed = false;
    }

    /// <param name="steps">Steps that the text has taken.</param>
    public bool IsOn(long steps) => _isUsed || (steps > 4096 + 16L * _positions && TryStart());

    public bool Has(int state, int position)
    {
        var bit = Bit(state, position);
        return (_bits[bit / BitsPerWord] >> (int)(bit % BitsPerWord) & 1) != 0;
    }

    public void Add(int state, int position)
    {
        var bit = Bit(state, position);
        _bits[bit / BitsPerWord] |= 1UL << (int)(bit % BitsPerWord);
    }

    private long Bit(int state, int position) => (long)state * _positions + position;

    /// <returns>False if the table would be too large; the limit on steps holds then.</returns>
    private bool TryStart()
    {
        const long mostWords = 1 << 24;
        var words = (long)states * _positions / BitsPerWord + 1;
        if (words > mostWords)
            return false;
        if (_bits.Length < words)
            _bits = new ulong[words];
        return _isUsed = true;
    }
}
