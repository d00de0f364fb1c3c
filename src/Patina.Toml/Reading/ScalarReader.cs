using System.Globalization;

namespace Patina.Toml.Reading;

/// <summary>Reads numbers, truth values and dates.</summary>
internal static class ScalarReader
{
    private const string Kinds = "a value: a quoted text, a number, true, false, a date, [ or {";

    public static TomlValue Read(Scanner scanner)
    {
        var position = scanner.Position;
        var word = scanner.Word(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '+' or '-' or '_' or '.' or ':').ToString();
        if (word.Length == 0)
            throw scanner.Expected(Kinds);
        if (DateReader.LooksLikeDate(word))
            return DateReader.Read(position, word, scanner);

        return word switch
        {
            "true" => new TomlBoolean(position, true),
            "false" => new TomlBoolean(position, false),
            "inf" or "+inf" => new TomlFloat(position, double.PositiveInfinity),
            "-inf" => new TomlFloat(position, double.NegativeInfinity),
            "nan" or "+nan" or "-nan" => new TomlFloat(position, double.NaN),
            ['0', 'x', .. var digits] => ReadBased(position, word, digits, 16),
            ['0', 'o', .. var digits] => ReadBased(position, word, digits, 8),
            ['0', 'b', .. var digits] => ReadBased(position, word, digits, 2),
            _ => ReadNumber(position, word),
        };
    }

    private static TomlValue ReadNumber(TomlPosition position, string word)
    {
        var unsigned = word.AsSpan(word[0] is '+' or '-' ? 1 : 0);
        var exponentAt = unsigned.IndexOfAny('e', 'E');
        var mantissa = exponentAt < 0 ? unsigned : unsigned[..exponentAt];
        var pointAt = mantissa.IndexOf('.');
        var whole = pointAt < 0 ? mantissa : mantissa[..pointAt];
        if (!AreDigits(whole) || (whole.Length > 1 && whole[0] == '0'))
            throw Bad(position, word, whole.Length > 1 && whole[0] == '0' ? "a number does not begin with 0" : $"expected {Kinds}");
        if (pointAt < 0 && exponentAt < 0)
            return new TomlInteger(position, ReadInteger(position, word));

        if (pointAt >= 0 && !AreDigits(mantissa[(pointAt + 1)..]))
            throw Bad(position, word, "digits are missing after the point");
        if (exponentAt >= 0 && !AreDigits(unsigned[(exponentAt + 1)..] is ['+' or '-', .. var power] ? power : unsigned[(exponentAt + 1)..]))
            throw Bad(position, word, "digits are missing in the exponent");
        return new TomlFloat(position, double.Parse(word.Replace("_", ""), NumberStyles.Float, CultureInfo.InvariantCulture));
    }

    private static long ReadInteger(TomlPosition position, string word) =>
        long.TryParse(word.Replace("_", ""), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw TooBig(position, word);

    private static TomlInteger ReadBased(TomlPosition position, string word, string digits, int radix)
    {
        if (!AreDigits(digits, radix))
            throw Bad(position, word, $"expected digits of base {radix}, with single underscores between them");

        ulong value = 0;
        foreach (var digit in digits.Where(letter => letter != '_'))
        {
            if (value > (ulong)(long.MaxValue / radix))
                throw TooBig(position, word);
            value = (value * (ulong)radix) + (ulong)Convert.ToInt32(digit.ToString(), 16);
        }

        return value <= long.MaxValue ? new TomlInteger(position, (long)value) : throw TooBig(position, word);
    }

    /// <summary>Digits of the base, with single underscores between them.</summary>
    private static bool AreDigits(ReadOnlySpan<char> text, int radix = 10)
    {
        var afterDigit = false;
        foreach (var letter in text)
        {
            if (letter == '_' ? !afterDigit : !IsDigit(letter, radix))
                return false;
            afterDigit = letter != '_';
        }

        return afterDigit;
    }

    private static bool IsDigit(char letter, int radix) =>
        radix == 16 ? char.IsAsciiHexDigit(letter) : letter >= '0' && letter < '0' + radix;

    private static TomlException TooBig(TomlPosition position, string word) =>
        Bad(position, word, "a whole number has at most 64 bits, from -9223372036854775808 to 9223372036854775807");

    private static TomlException Bad(TomlPosition position, string word, string why) =>
        new(TomlError.BadValue, position, $"{new TomlString(position, word).Description.Trim('"')} is no value: {why}. A text needs quotes.");
}
