namespace Patina.Toml.Reading;

/// <summary>Finds or makes the table that a header names.</summary>
internal static class HeaderTables
{
    public static TomlTable Open(TomlTable root, List<Key> path, bool ofArray, TomlPosition position, int section)
    {
        var table = root;
        foreach (var key in path[..^1])
            table = Pass(table, key, position);

        return ofArray ? Append(table, path[^1], position, section) : Define(table, path[^1], position, section);
    }

    private static TomlTable Pass(TomlTable table, Key key, TomlPosition position)
    {
        if (!table.TryGet(key.Text, out var value))
        {
            var made = new TomlTable(position, TableOrigin.Implicit, section: -1);
            table.TryAdd(key.Text, made);
            return made;
        }

        return value switch
        {
            TomlTable { Origin: not TableOrigin.Inline } next => next,
            TomlArray { IsOfTables: true } tables => (TomlTable)tables.Items[^1],
            _ => throw Duplicate(key, value),
        };
    }

    private static TomlTable Append(TomlTable table, Key key, TomlPosition position, int section)
    {
        if (!table.TryGet(key.Text, out var value))
            table.TryAdd(key.Text, value = new TomlArray(position, ofTables: true));
        if (value is not TomlArray { IsOfTables: true } tables)
            throw Duplicate(key, value);

        var item = new TomlTable(position, TableOrigin.Defined, section);
        tables.Add(item);
        return item;
    }

    private static TomlTable Define(TomlTable table, Key key, TomlPosition position, int section)
    {
        if (!table.TryGet(key.Text, out var value))
        {
            var made = new TomlTable(position, TableOrigin.Defined, section);
            table.TryAdd(key.Text, made);
            return made;
        }

        if (value is not TomlTable { Origin: TableOrigin.Implicit } open)
            throw Duplicate(key, value);
        open.Origin = TableOrigin.Defined;
        open.Section = section;
        return open;
    }

    private static TomlException Duplicate(Key key, TomlValue before) => TableWriter.Duplicate(key, before);
}
