using Patina.Memory.Events;
using Patina.Memory.Storage.Sqlite;

namespace Patina.Memory.Storage;

/// <summary>Rows of <c>eventlog</c>, the truth.</summary>
internal sealed class EventTable(SqliteSession session) : IDisposable
{
    private readonly SqliteStatement _insert = session.Prepare(
        "INSERT INTO eventlog (event_type, timestamp, source_id, source_file, data) VALUES (?, ?, ?, ?, ?)");

    private readonly SqliteStatement _delete = session.Prepare("DELETE FROM eventlog WHERE source_file = ?");

    private readonly SqliteStatement _select = session.Prepare(
        "SELECT event_type, timestamp, source_id, data FROM eventlog WHERE source_file = ? ORDER BY seq");

    public void Insert(string sourceName, IReadOnlyList<MemoryEvent> events)
    {
        foreach (var entry in events)
            _insert.Bind(entry.Type).Bind(entry.Timestamp).Bind(entry.SourceId).Bind(sourceName).Bind(entry.Data).Run();
    }

    public void Delete(string sourceName) => _delete.Bind(sourceName).Run();

    public List<MemoryEvent> Read(string sourceName)
    {
        var events = new List<MemoryEvent>();
        _select.Bind(sourceName);
        while (_select.Step())
            events.Add(new MemoryEvent(_select.Text(0), _select.Text(1), _select.Text(2), _select.Text(3)));
        return events;
    }

    public void Dispose()
    {
        _insert.Dispose();
        _delete.Dispose();
        _select.Dispose();
    }
}
