namespace Patina.Toml.Reading;

/// <summary>Puts key and value pairs into one table, making the tables that dotted keys name.</summary>
/// <param name="section">Counts headers: dotted keys add only to tables that were made under the same one.</param>
internal sealed class TableWriter(TomlTable table, int section)
{
    public void Set(List<Key> path, TomlValue value)
    {
        var target = table;
        foreach (var key in path[..^1])
            target = Pass(target, key);
        if (!target.TryAdd(path[^1].Text, value))
            throw Duplicate(path[^1], target[path[^1].Text]);
    }

    public static TomlException Duplicate(Key key, TomlValue before) =>
        new(TomlError.Duplicate, key.Position,
            $"{new TomlString(key.Position, key.Text).Description} is already {before.Description}, set on line {before.Position.Line}. Remove one of the two.");

    private TomlTable Pass(TomlTable from, Key key)
    {
        if (!from.TryGet(key.Text, out var value))
        {
            var made = new TomlTable(key.Position, TableOrigin.Defined, section);
            from.TryAdd(key.Text, made);
            return made;
        }

        if (value is TomlTable { Origin: TableOrigin.Implicit } open)
        {
            open.Origin = TableOrigin.Defined;
            open.Section = section;
            return open;
        }

        return value is TomlTable { Origin: TableOrigin.Defined } next && next.Section == section ? next : throw Duplicate(key, value);
    }
}
