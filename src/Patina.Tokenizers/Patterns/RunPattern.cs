using System.Globalization;

namespace Patina.Tokenizers.Patterns;

/// <summary>
/// Finds runs of characters of one set, as <c>[a-z]+</c> or <c>[0-9]{5,}</c> does. Several times as fast as the regular
/// expression, and needs nothing compiled: texts pass through several of these before they are tokens.
/// </summary>
/// <param name="least">Characters that a run has at least.</param>
internal sealed class RunPattern(CharacterSet set, int least) : TextPattern
{
    /// <returns>Null if the expression is of another form.</returns>
    public static RunPattern? TryRead(string expression)
    {
        ReadOnlySpan<char> rest = expression;
        if (!CharacterSet.TryRead(ref rest, out var set))
            return null;
        if (rest is "+")
            return new RunPattern(set, 1);

        // Beyond ASCII a character may be two units, so that units do not say how long a run is.
        return !set.HasBeyondAscii && rest is ['{', .. var number, ',', '}']
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var least) && least > 0
            ? new RunPattern(set, least)
            : null;
    }

    public override bool StaysInWords => !set.Contains(' ');

    public override bool TryFind(ReadOnlySpan<char> text, int from, out int start, out int end)
    {
        for (start = from; start < text.Length; start = end + 1)
        {
            end = start;
            while (end < text.Length && set.Contains(text[end]))
                end++;
            if (end - start >= least)
                return true;
        }

        (start, end) = (-1, -1);
        return false;
    }
}
