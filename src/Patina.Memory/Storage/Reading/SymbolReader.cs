using Patina.Memory.Chunks;
using Patina.Memory.Storage.Sqlite;

namespace Patina.Memory.Storage.Reading;

/// <summary>Reads definitions and the calls between them. Not thread-safe.</summary>
public sealed class SymbolReader
{
    private const string SelectSymbols =
        """
        SELECT symbol.id, source.name, symbol.name, qualified_name, symbol.kind, signature, doc, start_line, end_line, chunk
        FROM symbol JOIN source ON source.id = symbol.source
        """;

    private const string SelectCalls =
        """
        SELECT source.name, caller, callee, receiver, line, target FROM call JOIN source ON source.id = call.source
        """;

    private readonly SqliteSession _session;

    internal SymbolReader(SqliteSession session) => _session = session;

    public Symbol? Find(SymbolId id)
    {
        using var statement = _session.Prepare($"{SelectSymbols} WHERE symbol.id = ?");
        return statement.Bind(id.Value).Step() ? ReadSymbol(statement) : null;
    }

    /// <summary>Definitions of a name, whatever its case; an exact match comes first.</summary>
    public IReadOnlyList<Symbol> Named(string name)
    {
        using var statement = _session.Prepare(
            $"{SelectSymbols} WHERE symbol.name = ?1 COLLATE NOCASE ORDER BY symbol.name <> ?1, source.name, start_line");
        statement.Bind(name);
        return ReadSymbols(statement);
    }

    /// <summary>
    /// Definitions whose qualified name ends with this one, component by component, whatever case and separators:
    /// <c>Foo.bar</c> finds <c>crate::Foo::bar</c>.
    /// </summary>
    public IReadOnlyList<Symbol> Qualified(string name)
    {
        var wanted = QualifiedNames.Components(name);
        return wanted.Count == 0
            ? []
            : [.. Named(wanted[^1]).Where(symbol => EndsWith(QualifiedNames.Components(symbol.QualifiedName), wanted))];
    }

    /// <summary>Definitions of one file in the order of its lines.</summary>
    public IReadOnlyList<Symbol> OfPath(string path)
    {
        using var statement = _session.Prepare($"{SelectSymbols} WHERE source.name = ? ORDER BY start_line, symbol.id");
        statement.Bind(path);
        return ReadSymbols(statement);
    }

    /// <summary>All definitions, by file and line.</summary>
    public IEnumerable<Symbol> All()
    {
        using var statement = _session.Prepare($"{SelectSymbols} ORDER BY source.name, start_line, symbol.id");
        while (statement.Step())
            yield return ReadSymbol(statement);
    }

    /// <summary>Calls that mean this definition.</summary>
    public IReadOnlyList<Call> Callers(SymbolId id)
    {
        using var statement = _session.Prepare($"{SelectCalls} WHERE call.target = ? ORDER BY source.name, line");
        statement.Bind(id.Value);
        return ReadCalls(statement);
    }

    /// <summary>Calls that this definition makes, resolved or not, in the order of its lines.</summary>
    public IReadOnlyList<Call> Callees(Symbol symbol)
    {
        using var statement = _session.Prepare(
            $"{SelectCalls} WHERE source.name = ? AND caller = ? AND line BETWEEN ? AND ? ORDER BY line");
        statement.Bind(symbol.Path).Bind(symbol.QualifiedName).Bind(symbol.StartLine).Bind(symbol.EndLine);
        return ReadCalls(statement);
    }

    /// <summary>All names that files import, by file and line; imports of whole modules are left out.</summary>
    public IEnumerable<Import> Imports()
    {
        using var statement = _session.Prepare(
            "SELECT source.name, import.name, line FROM import JOIN source ON source.id = import.source WHERE import.name IS NOT NULL ORDER BY 1, 3, 2");
        while (statement.Step())
            yield return new Import(statement.Text(0), statement.Text(1), statement.Int32(2));
    }

    /// <summary>Every pair of different chunks of which one calls the other, once, in ascending order.</summary>
    public IEnumerable<CallEdge> Edges()
    {
        using var statement = _session.Prepare(
            """
            SELECT DISTINCT caller.chunk, target.chunk FROM call
            JOIN symbol target ON target.id = call.target
            JOIN symbol caller ON caller.source = call.source AND caller.qualified_name = call.caller
                AND call.line BETWEEN caller.start_line AND caller.end_line
            WHERE caller.chunk <> target.chunk ORDER BY 1, 2
            """);
        while (statement.Step())
            yield return new CallEdge(new ChunkKey(statement.Int64(0)), new ChunkKey(statement.Int64(1)));
    }

    private static bool EndsWith(List<string> components, List<string> wanted) =>
        components.Count >= wanted.Count
        && components[^wanted.Count..].SequenceEqual(wanted, StringComparer.OrdinalIgnoreCase);

    private static List<Symbol> ReadSymbols(SqliteStatement statement)
    {
        var symbols = new List<Symbol>();
        while (statement.Step())
            symbols.Add(ReadSymbol(statement));
        return symbols;
    }

    private static Symbol ReadSymbol(SqliteStatement row) => new(
        new SymbolId(row.Int64(0)), row.Text(1), row.Text(2), row.Text(3), row.Text(4), row.Text(5), row.Text(6),
        row.Int32(7), row.Int32(8), new ChunkKey(row.Int64(9)));

    private static List<Call> ReadCalls(SqliteStatement row)
    {
        var calls = new List<Call>();
        while (row.Step())
        {
            SymbolId? target = row.NullableInt64(5) is { } id ? new SymbolId(id) : null;
            calls.Add(new Call(row.Text(0), row.NullableText(1), row.Text(2), row.NullableText(3), row.Int32(4), target));
        }

        return calls;
    }
}
