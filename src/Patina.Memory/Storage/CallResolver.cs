using Patina.Memory.Storage.Sqlite;

namespace Patina.Memory.Storage;

/// <summary>
/// Finds for each call the definition in this repository that it means, where name, receiver and imports leave one only.
/// Works on the calls that a change can have affected: those in changed sources, and those of names that changed sources
/// define or defined.
/// </summary>
internal sealed class CallResolver : IDisposable
{
    private readonly SqliteSession _session;
    private readonly SqliteStatement _candidates;
    private readonly SqliteStatement _imports;
    private readonly SqliteStatement _update;
    private readonly Dictionary<string, Definition[]> _definitions = new(StringComparer.Ordinal);

    public CallResolver(SqliteSession session)
    {
        _session = session;
        _candidates = session.Prepare(
            """
            SELECT symbol.id, symbol.source, source.name, qualified_name FROM symbol JOIN source ON source.id = symbol.source
            WHERE symbol.name = ?1 COLLATE NOCASE AND symbol.name = ?1 COLLATE BINARY ORDER BY source.id, start_line
            """);
        _imports = session.Prepare("SELECT module FROM import WHERE source = ? AND name = ?");
        _update = session.Prepare("UPDATE call SET target = ? WHERE rowid = ?");
    }

    /// <summary>Resolves what the change touched; call it within the transaction that made the change.</summary>
    public void Resolve(IReadOnlySet<long> sources, IReadOnlySet<string> names)
    {
        _definitions.Clear();
        foreach (var (call, stored) in Affected(sources, names))
        {
            var target = CallTarget.Find(call, Definitions(call.Callee), ImportsOf)?.Id;
            if (target != stored)
                _update.Bind(target).Bind(call.Row).Run();
        }
    }

    public void Dispose()
    {
        _candidates.Dispose();
        _imports.Dispose();
        _update.Dispose();
    }

    private List<(CallSite Call, long? Target)> Affected(IReadOnlySet<long> sources, IReadOnlySet<string> names)
    {
        _session.Execute(
            """
            CREATE TEMP TABLE IF NOT EXISTS changed_source (id INTEGER PRIMARY KEY);
            CREATE TEMP TABLE IF NOT EXISTS changed_name (name TEXT PRIMARY KEY) WITHOUT ROWID;
            DELETE FROM changed_source; DELETE FROM changed_name;
            """);
        using (var insert = _session.Prepare("INSERT INTO changed_source VALUES (?)"))
        {
            foreach (var source in sources)
                insert.Bind(source).Run();
        }

        using (var insert = _session.Prepare("INSERT INTO changed_name VALUES (?)"))
        {
            foreach (var name in names)
                insert.Bind(name).Run();
        }

        using var select = _session.Prepare(
            """
            SELECT call.rowid, call.source, source.name, caller, callee, receiver, target
            FROM call JOIN source ON source.id = call.source
            WHERE call.rowid IN (
                SELECT call.rowid FROM changed_source JOIN call ON call.source = changed_source.id
                UNION SELECT call.rowid FROM changed_name JOIN call ON call.callee = changed_name.name)
            """);
        var calls = new List<(CallSite, long?)>();
        while (select.Step())
        {
            calls.Add((
                new CallSite(
                    select.Int64(0), select.Int64(1), select.Text(2), select.NullableText(3), select.Text(4), select.NullableText(5)),
                select.NullableInt64(6)));
        }

        return calls;
    }

    private Definition[] Definitions(string name)
    {
        if (_definitions.TryGetValue(name, out var known))
            return known;

        var found = new List<Definition>();
        _candidates.Bind(name);
        while (_candidates.Step())
            found.Add(new Definition(_candidates.Int64(0), _candidates.Int64(1), _candidates.Text(2), _candidates.Text(3)));
        return _definitions[name] = [.. found.DistinctBy(definition => (definition.Source, definition.QualifiedName))]; // overloads are one
    }

    private List<string> ImportsOf(long source, string name)
    {
        var modules = new List<string>();
        _imports.Bind(source).Bind(name);
        while (_imports.Step())
            modules.Add(_imports.Text(0));
        return modules;
    }
}
