using System.Runtime.CompilerServices;

namespace Patina.Tokenizers.Expressions;

/// <summary>What a match can begin with; may say yes too often.</summary>
/// <param name="Low">A bit for each of the characters 0 to 63.</param>
/// <param name="High">A bit for each of the characters 64 to 127.</param>
/// <param name="Beyond">Any other character.</param>
/// <param name="AtEnd">The end of the text.</param>
internal readonly record struct FirstScalars(ulong Low, ulong High, bool Beyond, bool AtEnd)
{
    public static FirstScalars All { get; } = new(ulong.MaxValue, ulong.MaxValue, true, true);

    /// <param name="ascii">For each character of ASCII, whether it can be first.</param>
    public static FirstScalars Of(ReadOnlySpan<bool> ascii, bool beyond)
    {
        var (low, high) = (0UL, 0UL);
        for (var unit = 0; unit < ascii.Length; unit++)
        {
            if (ascii[unit] && unit < 64)
                low |= 1UL << unit;
            else if (ascii[unit])
                high |= 1UL << (unit - 64);
        }

        return new FirstScalars(low, high, beyond, AtEnd: false);
    }

    public FirstScalars Or(FirstScalars other) =>
        new(Low | other.Low, High | other.High, Beyond | other.Beyond, AtEnd | other.AtEnd);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Allows(ReadOnlySpan<char> text, int position)
    {
        if (position >= text.Length)
            return AtEnd;
        var unit = text[position];
        return unit < 128 ? ((unit < 64 ? Low : High) >> (unit & 63) & 1) != 0 : Beyond;
    }
}
