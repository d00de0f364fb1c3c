using System.Globalization;
using System.Text;

namespace Patina.Toml.Reading;

/// <summary>Reads the four kinds of quoted text.</summary>
internal sealed class StringReader(Scanner scanner)
{
    /// <summary>Reads a text of one or several lines.</summary>
    public string Read() => scanner.Sees("\"\"\"") || scanner.Sees("'''") ? ReadLines() : ReadLine();

    /// <summary>Reads a text of one line, as keys are.</summary>
    public string ReadLine()
    {
        var quote = scanner.Current;
        scanner.Skip();
        var text = new StringBuilder();
        while (!scanner.TrySkip(quote))
        {
            if (scanner.AtEnd || scanner.AtNewline)
                throw scanner.Expected($"the closing {quote}");
            ReadLetter(text, quote);
        }

        return text.ToString();
    }

    private string ReadLines()
    {
        var quote = scanner.Current;
        var closing = new string(quote, 3);
        scanner.Skip(3);
        if (!scanner.AtEnd && scanner.AtNewline)
            scanner.SkipNewline();
        var text = new StringBuilder();
        while (!scanner.Sees(closing))
        {
            if (scanner.AtEnd)
                throw scanner.Expected($"the closing {closing}");
            if (scanner.AtNewline)
                ReadNewline(text);
            else if (quote == '"' && scanner.Current == '\\' && TrySkipLineEnd())
                continue;
            else
                ReadLetter(text, quote);
        }

        scanner.Skip(3);
        // Up to two quotes may stand directly before the closing three.
        for (var i = 0; i < 2 && scanner.TrySkip(quote); i++)
            text.Append(quote);
        return text.ToString();
    }

    private void ReadNewline(StringBuilder text)
    {
        scanner.SkipNewline();
        text.Append('\n');
    }

    /// <summary>A backslash at the end of a line hides it, with all blanks and empty lines after it.</summary>
    private bool TrySkipLineEnd()
    {
        var blanks = 1;
        while (scanner.Ahead(blanks) is ' ' or '\t')
            blanks++;
        if (scanner.Ahead(blanks) != '\n' && (scanner.Ahead(blanks) != '\r' || scanner.Ahead(blanks + 1) != '\n'))
            return false;

        scanner.Skip(blanks);
        while (!scanner.AtEnd && scanner.AtNewline)
        {
            scanner.SkipNewline();
            scanner.SkipBlanks();
        }

        return true;
    }

    private void ReadLetter(StringBuilder text, char quote)
    {
        if (quote == '"' && scanner.Current == '\\')
        {
            ReadEscape(text);
            return;
        }

        scanner.CheckText();
        text.Append(scanner.Current);
        scanner.Skip();
    }

    private void ReadEscape(StringBuilder text)
    {
        var position = scanner.Position;
        scanner.Skip();
        var name = scanner.Current;
        if (name is 'u' or 'U')
        {
            text.Append(ReadScalar(position, name == 'u' ? 4 : 8));
            return;
        }

        var letter = name switch
        {
            'b' => '\b',
            't' => '\t',
            'n' => '\n',
            'f' => '\f',
            'r' => '\r',
            '"' => '"',
            '\\' => '\\',
            _ => throw new TomlException(TomlError.BadSyntax, position,
                $"\\ is followed by {scanner.Seen}; expected b, t, n, f, r, \", \\, uXXXX or UXXXXXXXX. In '…' a backslash is itself."),
        };
        scanner.Skip();
        text.Append(letter);
    }

    private string ReadScalar(TomlPosition position, int digits)
    {
        scanner.Skip();
        Span<char> hex = stackalloc char[digits];
        for (var i = 0; i < digits; i++)
            hex[i] = scanner.Ahead(i);
        if (hex.ContainsAnyExcept("0123456789abcdefABCDEF"))
            throw new TomlException(TomlError.BadSyntax, position, $"the escape needs {digits} hexadecimal digits.");

        var value = uint.Parse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        if (!Rune.IsValid(value))
            throw new TomlException(TomlError.BadValue, position, $"U+{value:X4} is no character.");
        scanner.Skip(digits);
        return new Rune(value).ToString();
    }
}
