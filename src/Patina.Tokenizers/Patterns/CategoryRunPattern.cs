using System.Globalization;
using System.Text;

namespace Patina.Tokenizers.Patterns;

/// <summary>
/// Finds runs of characters by their general category, as <c>[^\p{L}\p{M}\p{N}]+</c> does, in which only single-letter
/// categories stand. Faster than the regular expression, see <see cref="RunPattern"/>: ASCII is looked up in a table.
/// </summary>
internal sealed class CategoryRunPattern : TextPattern
{
    private readonly bool[] _ascii = new bool[128];
    private readonly string _majors;
    private readonly bool _isNegated;

    private CategoryRunPattern(string majors, bool isNegated)
    {
        _majors = majors;
        _isNegated = isNegated;
        for (var unit = 0; unit < _ascii.Length; unit++)
            _ascii[unit] = Contains(CharUnicodeInfo.GetUnicodeCategory(unit));
    }

    /// <returns>Null if the expression is of another form.</returns>
    public static CategoryRunPattern? TryRead(string expression)
    {
        if (expression is not ['[', .. var items, ']', '+'])
            return null;
        var isNegated = items is ['^', ..];
        ReadOnlySpan<char> rest = isNegated ? items.AsSpan(1) : items;
        var majors = new StringBuilder();
        while (rest is ['\\', 'p', '{', var major and ('L' or 'M' or 'N' or 'P' or 'S' or 'Z'), '}', ..])
        {
            majors.Append(major);
            rest = rest[5..];
        }
        return rest.IsEmpty && majors.Length > 0 ? new CategoryRunPattern(majors.ToString(), isNegated) : null;
    }

    /// <summary>Whether of ASCII it matches all but letters and digits.</summary>
    public bool IsOfSeparators => _ascii.Select((matches, unit) => matches != char.IsAsciiLetterOrDigit((char)unit)).All(isRight => isRight);

    public override bool TryFind(ReadOnlySpan<char> text, int from, out int start, out int end)
    {
        for (start = from; start < text.Length;)
        {
            end = start;
            while (end < text.Length && Matches(text, end, out var length))
                end += length;
            if (end > start)
                return true;
            start += char.IsHighSurrogate(text[start]) ? 2 : 1;
        }
        (start, end) = (-1, -1);
        return false;
    }

    private bool Matches(ReadOnlySpan<char> text, int at, out int length)
    {
        var unit = text[at];
        length = 1;
        if (unit < _ascii.Length)
            return _ascii[unit];
        if (!char.IsHighSurrogate(unit))
            return Contains(CharUnicodeInfo.GetUnicodeCategory(unit));
        length = 2;
        return Contains(CharUnicodeInfo.GetUnicodeCategory(char.ConvertToUtf32(unit, text[at + 1])));
    }

    private bool Contains(UnicodeCategory category) => _majors.Contains(MajorOf(category), StringComparison.Ordinal) != _isNegated;

    private static char MajorOf(UnicodeCategory category) => category switch
    {
        <= UnicodeCategory.OtherLetter => 'L',
        <= UnicodeCategory.EnclosingMark => 'M',
        <= UnicodeCategory.OtherNumber => 'N',
        <= UnicodeCategory.ParagraphSeparator => 'Z',
        <= UnicodeCategory.PrivateUse => 'C',
        <= UnicodeCategory.OtherPunctuation => 'P',
        <= UnicodeCategory.OtherSymbol => 'S',
        _ => 'C',
    };
}
