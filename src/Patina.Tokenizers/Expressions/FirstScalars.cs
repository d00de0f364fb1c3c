namespace Patina.Tokenizers.Expressions;

/// <summary>What a match can begin with; may say yes too often.</summary>
/// <param name="Low">A bit for each of the characters 0 to 63.</param>
/// <param name="High">A bit for each of the characters 64 to 127.</param>
/// <param name="Beyond">Any other character.</param>
/// <param name="AtEnd">The end of the text.</param>
internal readonly record struct FirstScalars(ulong Low, ulong High, bool Beyond, bool AtEnd)
{
    public static FirstScalars All { get; } = new(ulong.MaxValue, ulong.MaxValue, true, true);

    public FirstScalars Or(FirstScalars other) =>
        new(Low | other.Low, High | other.High, Beyond | other.Beyond, AtEnd | other.AtEnd);

    public bool Allows(ReadOnlySpan<char> text, int position)
    {
        if (position >= text.Length)
            return AtEnd;
        var unit = text[position];
        return unit < 128 ? ((unit < 64 ? Low : High) >> (unit & 63) & 1) != 0 : Beyond;
    }
}
