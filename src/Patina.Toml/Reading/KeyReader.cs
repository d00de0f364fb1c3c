namespace Patina.Toml.Reading;

/// <summary>Reads keys: bare, quoted, dotted.</summary>
internal sealed class KeyReader(Scanner scanner)
{
    /// <summary>Most parts of a header, and deepest nesting of a value below one: whoever walks a document may do so by recursion.</summary>
    public const int MaxDepth = 64;

    private readonly StringReader _strings = new(scanner);

    /// <summary>Reads the parts and the blanks around them.</summary>
    public List<Key> ReadPath()
    {
        var parts = new List<Key>();
        do
        {
            scanner.SkipBlanks();
            var position = scanner.Position;
            parts.Add(new Key(ReadPart(), position));
            if (parts.Count > MaxDepth)
                throw new TomlException(TomlError.TooLarge, position, $"a key has at most {MaxDepth} parts.");
            scanner.SkipBlanks();
        }
        while (scanner.TrySkip('.'));
        return parts;
    }

    private string ReadPart()
    {
        if (scanner.Current is '"' or '\'')
            return _strings.ReadLine();
        var word = scanner.Word(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');
        return word.Length > 0 ? word.ToString() : throw scanner.Expected("a key; other characters than letters, digits, - and _ need quotes");
    }
}
