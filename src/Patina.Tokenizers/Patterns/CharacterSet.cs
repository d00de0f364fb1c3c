namespace Patina.Tokenizers.Patterns;

/// <summary>What a bracket expression such as <c>[a-z0-9]</c> or <c>[^A-Za-z]</c> of ASCII letters and digits matches.</summary>
/// <param name="low">A bit for each of the characters 0 to 63.</param>
/// <param name="high">A bit for each of the characters 64 to 127.</param>
/// <param name="beyond">Whether all characters from 128 on belong to it.</param>
internal readonly struct CharacterSet(ulong low, ulong high, bool beyond)
{
    public bool HasBeyondAscii => beyond;

    public bool Contains(char unit) =>
        unit < 128 ? (((unit < 64 ? low : high) >> (unit & 63)) & 1) != 0 : beyond;

    /// <summary>Reads a set at the beginning of a regular expression.</summary>
    /// <param name="source">Moved behind the set if there is one of this form, else left where it is.</param>
    public static bool TryRead(ref ReadOnlySpan<char> source, out CharacterSet set)
    {
        set = default;
        var end = source.IndexOf(']');
        if (end < 2 || source[0] != '[')
            return false;

        var isNegated = source[1] == '^';
        var items = source[(isNegated ? 2 : 1)..end];
        if (items.IsEmpty)
            return false;

        Span<ulong> bits = [0, 0];
        while (items.Length > 0)
        {
            var isRange = items.Length >= 3 && items[1] == '-';
            var (first, last) = (items[0], items[isRange ? 2 : 0]);
            if (!char.IsAsciiLetterOrDigit(first) || !char.IsAsciiLetterOrDigit(last) || first > last)
                return false;
            for (var unit = first; unit <= last; unit++)
                bits[unit >> 6] |= 1UL << (unit & 63);
            items = items[(isRange ? 3 : 1)..];
        }

        set = isNegated ? new(~bits[0], ~bits[1], true) : new(bits[0], bits[1], false);
        source = source[(end + 1)..];
        return true;
    }
}
