namespace Patina.Toml.Reading;

/// <summary>Walks over the characters of a document and knows where it is.</summary>
internal sealed class Scanner(string text, string file)
{
    /// <summary>No character of a document: the end.</summary>
    public const char End = '\0';

    private int _at;
    private int _line = 1;
    private int _lineStart;

    public TomlPosition Position => new(file, _line, _at - _lineStart + 1);

    public bool AtEnd => _at >= text.Length;

    /// <summary>The next character; <see cref="End"/> after the last.</summary>
    public char Current => Ahead(0);

    /// <summary>Only the two line ends of the format.</summary>
    public bool AtNewline => Current == '\n' || (Current == '\r' && Ahead(1) == '\n');

    public char Ahead(int count) => _at + count < text.Length ? text[_at + count] : End;

    public bool Sees(string expected) => string.CompareOrdinal(text, _at, expected, 0, expected.Length) == 0;

    /// <summary>Passes characters of the same line.</summary>
    public void Skip(int count = 1) => _at += count;

    public bool TrySkip(char expected)
    {
        if (AtEnd || Current != expected)
            return false;
        _at++;
        return true;
    }

    public void SkipNewline()
    {
        _at += Current == '\r' ? 2 : 1;
        _line++;
        _lineStart = _at;
    }

    /// <summary>Tabs and spaces.</summary>
    public void SkipBlanks()
    {
        while (Current is ' ' or '\t')
            _at++;
    }

    /// <summary>Blanks, then a comment if there is one.</summary>
    public void SkipBlanksAndComment()
    {
        SkipBlanks();
        if (!TrySkip('#'))
            return;
        while (!AtEnd && !AtNewline)
        {
            CheckText();
            _at++;
        }
    }

    /// <summary>Everything that carries no meaning, over line ends.</summary>
    public void SkipToContent()
    {
        SkipBlanksAndComment();
        while (!AtEnd && AtNewline)
        {
            SkipNewline();
            SkipBlanksAndComment();
        }
    }

    /// <summary>The characters up to the next one that ends a bare key or scalar.</summary>
    public ReadOnlySpan<char> Word(Func<char, bool> belongs)
    {
        var start = _at;
        while (!AtEnd && belongs(Current))
            _at++;
        return text.AsSpan(start, _at - start);
    }

    /// <summary>A control character other than a tab, or half of a surrogate pair, has no place in a document.</summary>
    public void CheckText()
    {
        var letter = Current;
        if ((char.IsControl(letter) && letter < '\u0080' && letter != '\t')
            || (char.IsHighSurrogate(letter) && !char.IsLowSurrogate(Ahead(1)))
            || (char.IsLowSurrogate(letter) && (_at == 0 || !char.IsHighSurrogate(text[_at - 1]))))
        {
            throw new TomlException(TomlError.BadCharacter, Position, $"the character U+{(int)letter:X4} may not stand here. Remove it, or write \\u{(int)letter:X4} in a quoted text.");
        }
    }

    /// <summary>What stands here, for a message.</summary>
    public string Seen => AtEnd ? "the end of the file"
        : AtNewline ? "the end of the line"
        : char.IsControl(Current) || char.IsSurrogate(Current) ? $"U+{(int)Current:X4}"
        : $"'{Current}'";

    public TomlException Expected(string what) => new(TomlError.BadSyntax, Position, $"{Seen} instead of {what}.");
}
