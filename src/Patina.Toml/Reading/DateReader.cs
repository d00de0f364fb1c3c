using System.Globalization;

namespace Patina.Toml.Reading;

/// <summary>Reads dates and times of RFC 3339.</summary>
internal static class DateReader
{
    /// <summary>Four digits and a hyphen, or two and a colon.</summary>
    public static bool LooksLikeDate(string word) =>
        (word.Length > 4 && word[4] == '-' && IsNumber(word.AsSpan(0, 4))) || (word.Length > 2 && word[2] == ':' && IsNumber(word.AsSpan(0, 2)));

    /// <param name="word">What was read so far; a time after a space is still to come.</param>
    public static TomlDate Read(TomlPosition position, string word, Scanner scanner)
    {
        if (word.Length == 10 && word[4] == '-' && scanner.Current == ' ' && char.IsAsciiDigit(scanner.Ahead(1)))
        {
            scanner.Skip();
            word += $" {scanner.Word(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '+' or '-' or '.' or ':')}";
        }

        return KindOf(word) is { } kind
            ? new TomlDate(position, word, kind)
            : throw new TomlException(TomlError.BadValue, position,
                $"{word} is no date; expected one like 1979-05-27, 07:32:00, 1979-05-27T07:32:00 or 1979-05-27T07:32:00Z. A text needs quotes.");
    }

    private static TomlDateKind? KindOf(ReadOnlySpan<char> text)
    {
        if (text[2] == ':')
            return TrySkipTime(ref text) && text.IsEmpty ? TomlDateKind.LocalTime : null;
        if (!TrySkipDate(ref text))
            return null;
        if (text.IsEmpty)
            return TomlDateKind.LocalDate;

        var hasTime = text[0] is 'T' or 't' or ' ';
        text = text[1..];
        if (!hasTime || !TrySkipTime(ref text))
            return null;
        if (text.IsEmpty)
            return TomlDateKind.LocalDateTime;
        return IsOffset(text) ? TomlDateKind.OffsetDateTime : null;
    }

    private static bool TrySkipDate(ref ReadOnlySpan<char> text)
    {
        if (text.Length < 10 || text[7] != '-' || !IsNumber(text[5..7]) || !IsNumber(text[8..10]))
            return false;

        // Year 0 is a year of the format, though not of .NET; it is a leap year as 2000 is.
        var year = Number(text[..4]) is var written && written == 0 ? 2000 : written;
        var (month, day) = (Number(text[5..7]), Number(text[8..10]));
        text = text[10..];
        return month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
    }

    /// <summary>Hours, minutes, seconds (60 is a leap second), and a fraction of any length.</summary>
    private static bool TrySkipTime(ref ReadOnlySpan<char> text)
    {
        if (text.Length < 8 || text[2] != ':' || text[5] != ':' || !IsNumber(text[..2]) || !IsNumber(text[3..5]) || !IsNumber(text[6..8]))
            return false;
        if (Number(text[..2]) > 23 || Number(text[3..5]) > 59 || Number(text[6..8]) > 60)
            return false;

        text = text[8..];
        if (text is not ['.', .. var fraction])
            return true;
        var digits = fraction.IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : fraction.Length;
        text = fraction[digits..];
        return digits > 0;
    }

    private static bool IsOffset(ReadOnlySpan<char> text) =>
        text is "Z" or "z"
        || (text.Length == 6 && (text[0] is '+' or '-') && text[3] == ':' && IsNumber(text[1..3]) && IsNumber(text[4..6])
            && Number(text[1..3]) <= 23 && Number(text[4..6]) <= 59);

    private static bool IsNumber(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');

    private static int Number(ReadOnlySpan<char> text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
