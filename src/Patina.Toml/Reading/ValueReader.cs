namespace Patina.Toml.Reading;

/// <summary>Reads what stands behind an equals sign.</summary>
internal sealed class ValueReader(Scanner scanner, KeyReader keys)
{
    private readonly StringReader _strings = new(scanner);

    /// <param name="depth">Of the value in the document.</param>
    public TomlValue Read(int depth)
    {
        if (depth > KeyReader.MaxDepth)
            throw new TomlException(TomlError.TooLarge, scanner.Position, $"values are nested at most {KeyReader.MaxDepth} deep.");

        var position = scanner.Position;
        return scanner.Current switch
        {
            '"' or '\'' => new TomlString(position, _strings.Read()),
            '[' => ReadArray(position, depth),
            '{' => ReadTable(position, depth),
            _ => ScalarReader.Read(scanner),
        };
    }

    private TomlArray ReadArray(TomlPosition position, int depth)
    {
        scanner.Skip();
        var array = new TomlArray(position, ofTables: false);
        scanner.SkipToContent();
        while (!scanner.TrySkip(']'))
        {
            array.Add(Read(depth + 1));
            scanner.SkipToContent();
            if (scanner.TrySkip(','))
                scanner.SkipToContent();
            else if (scanner.Current != ']')
                throw scanner.Expected("',' or ']' after an element");
        }

        return array;
    }

    /// <summary>On one line, without a comma at the end.</summary>
    private TomlTable ReadTable(TomlPosition position, int depth)
    {
        scanner.Skip();
        var table = new TomlTable(position, TableOrigin.Defined, section: 0);
        var pairs = new TableWriter(table, section: 0);
        scanner.SkipBlanks();
        if (!scanner.TrySkip('}'))
            ReadPairs(pairs, depth);
        Close(table);
        return table;
    }

    private void ReadPairs(TableWriter pairs, int depth)
    {
        do
        {
            var key = keys.ReadPath();
            if (!scanner.TrySkip('='))
                throw scanner.Expected("'=' after a key");
            scanner.SkipBlanks();
            pairs.Set(key, Read(depth + key.Count));
            scanner.SkipBlanks();
        }
        while (scanner.TrySkip(','));
        if (!scanner.TrySkip('}'))
            throw scanner.Expected("',' or '}' on the same line");
    }

    /// <summary>Closes it with the tables that its dotted keys made.</summary>
    private static void Close(TomlTable table)
    {
        table.Origin = TableOrigin.Inline;
        foreach (var key in table.Keys)
        {
            if (table[key] is TomlTable { Origin: not TableOrigin.Inline } inner)
                Close(inner);
        }
    }
}
