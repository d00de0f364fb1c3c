using System.Globalization;
using System.Runtime.CompilerServices;
using Patina.Tokenizers.Unicode;

namespace Patina.Tokenizers.Expressions;

/// <summary>A set of Unicode scalars, such as <c>[^\s\p{L}]</c> names. Immutable.</summary>
internal sealed class ScalarSet
{
    private const int AsciiSize = 128;

    private readonly Func<int, bool> _contains;
    private readonly bool[] _ascii = new bool[AsciiSize];
    private readonly bool _beyond;

    /// <param name="contains">Says of any scalar whether it belongs to the set.</param>
    /// <param name="beyond">Whether any scalar from 128 on may belong to it.</param>
    private ScalarSet(Func<int, bool> contains, bool beyond = true)
    {
        _contains = contains;
        _beyond = beyond;
        for (var scalar = 0; scalar < AsciiSize; scalar++)
            _ascii[scalar] = contains(scalar);
        First = FirstScalars.Of(_ascii, beyond);
    }

    /// <summary>White_Space, as <c>\s</c>.</summary>
    public static ScalarSet Space { get; } = new(Scalars.IsWhiteSpace);

    /// <summary>Decimal digits, as <c>\d</c>.</summary>
    public static ScalarSet Digit { get; } = OfCategories(1u << (int)UnicodeCategory.DecimalDigitNumber);

    /// <summary>Letters, marks, decimal digits, connecting punctuation, as <c>\w</c>.</summary>
    public static ScalarSet Word { get; } = new(scalar => Scalars.IsWord(scalar) && scalar is not (0x200C or 0x200D));

    /// <summary>Everything but a line feed, as <c>.</c></summary>
    public static ScalarSet NotLineFeed { get; } = new(scalar => scalar != '\n');

    public static ScalarSet Any { get; } = new(_ => true);

    /// <param name="categories">A bit for each <see cref="UnicodeCategory"/>.</param>
    public static ScalarSet OfCategories(uint categories) =>
        new(scalar => (categories >> (int)CharUnicodeInfo.GetUnicodeCategory(scalar) & 1) != 0);

    public static ScalarSet OfRange(int first, int last) => new(scalar => scalar >= first && scalar <= last, last >= AsciiSize);

    /// <param name="script">By <see cref="Scripts"/>.</param>
    public static ScalarSet OfScript(int script) => new(scalar => Scripts.Of(scalar) == script);

    public static ScalarSet Union(IReadOnlyList<ScalarSet> sets)
    {
        if (sets.Count == 1)
            return sets[0];
        ScalarSet[] all = [.. sets];
        return new ScalarSet(scalar =>
        {
            foreach (var set in all)
                if (set.Contains(scalar))
                    return true;
            return false;
        }, Array.Exists(all, set => set._beyond));
    }

    public static ScalarSet Intersection(ScalarSet one, ScalarSet other) =>
        new(scalar => one.Contains(scalar) && other.Contains(scalar));

    public ScalarSet Negate() => new(scalar => !Contains(scalar));

    /// <summary>The set with all scalars that differ from one of it in case alone.</summary>
    public ScalarSet IgnoreCase() => new(scalar =>
    {
        if (Contains(scalar))
            return true;
        foreach (var variant in CaseFolding.Variants(scalar))
            if (Contains(variant))
                return true;
        return false;
    });

    /// <summary>What a text begins with that begins with one of the set.</summary>
    public FirstScalars First { get; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Contains(int scalar) => (uint)scalar < AsciiSize ? _ascii[scalar] : _contains(scalar);

    /// <summary>Where the scalars of the set end that begin at a position.</summary>
    /// <param name="limit">Where to stop looking.</param>
    public int EndOfRun(ReadOnlySpan<char> text, int position, int limit)
    {
        var ascii = _ascii;
        while (position < limit)
        {
            var unit = text[position];
            if (unit < ascii.Length ? !ascii[unit] : !_contains(Scalars.At(text, position, out _)))
                break;
            position += char.IsHighSurrogate(unit) ? 2 : 1;
        }

        return position;
    }
}
