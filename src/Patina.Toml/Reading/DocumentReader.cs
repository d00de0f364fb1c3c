namespace Patina.Toml.Reading;

/// <summary>Reads a document line by line.</summary>
internal sealed class DocumentReader(Scanner scanner)
{
    private readonly TomlTable _root = new(scanner.Position, TableOrigin.Defined, section: 0);

    /// <exception cref="TomlException">The text is no document.</exception>
    public TomlTable Read()
    {
        var keys = new KeyReader(scanner);
        var values = new ValueReader(scanner, keys);
        var table = new TableWriter(_root, section: 0);
        for (var section = 1; ; section++)
        {
            ReadPairs(keys, values, table);
            if (scanner.AtEnd)
                return _root;
            table = ReadHeader(keys, section);
        }
    }

    private void ReadPairs(KeyReader keys, ValueReader values, TableWriter table)
    {
        scanner.SkipToContent();
        while (!scanner.AtEnd && scanner.Current != '[')
        {
            var key = keys.ReadPath();
            if (!scanner.TrySkip('='))
                throw scanner.Expected("'=' after a key");
            scanner.SkipBlanks();
            table.Set(key, values.Read(key.Count));
            EndLine();
        }
    }

    private TableWriter ReadHeader(KeyReader keys, int section)
    {
        var position = scanner.Position;
        scanner.Skip();
        var ofArray = scanner.TrySkip('[');
        var path = keys.ReadPath();
        if (!scanner.TrySkip(']') || (ofArray && !scanner.TrySkip(']')))
            throw scanner.Expected(ofArray ? "']]' after the name of an array of tables" : "']' after the name of a table");
        EndLine();
        return new TableWriter(HeaderTables.Open(_root, path, ofArray, position, section), section);
    }

    private void EndLine()
    {
        scanner.SkipBlanksAndComment();
        if (!scanner.AtEnd && !scanner.AtNewline)
            throw scanner.Expected("the end of the line");
        scanner.SkipToContent();
    }
}
