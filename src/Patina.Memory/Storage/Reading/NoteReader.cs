using Patina.Memory.Chunks;
using Patina.Memory.Scraping.Notes;
using Patina.Memory.Storage.Sqlite;

namespace Patina.Memory.Storage.Reading;

/// <summary>Reads the items of session notes. Not thread-safe.</summary>
public sealed class NoteReader
{
    private const string Select = "SELECT session, kind, heading, text, timestamp, line, chunk FROM note";

    private readonly SqliteSession _session;

    internal NoteReader(SqliteSession session) => _session = session;

    /// <summary>Session ids in ordinal order, which is the order of time where ids are dates.</summary>
    public IReadOnlyList<string> Sessions()
    {
        var sessions = new List<string>();
        using var statement = _session.Prepare("SELECT DISTINCT session FROM note ORDER BY session");
        while (statement.Step())
            sessions.Add(statement.Text(0));
        return sessions;
    }

    /// <summary>The items of a session in the order of its lines.</summary>
    public IReadOnlyList<NoteRow> OfSession(string session)
    {
        var notes = new List<NoteRow>();
        using var statement = _session.Prepare($"{Select} WHERE session = ? ORDER BY source, line");
        statement.Bind(session);
        while (statement.Step())
            notes.Add(Read(statement));
        return notes;
    }

    /// <summary>The chunks that say what was before their session: under headings such as <c>Previous Session Context</c>.</summary>
    public IReadOnlySet<ChunkKey> Background()
    {
        var chunks = new HashSet<ChunkKey>();
        using var statement = _session.Prepare("SELECT DISTINCT chunk FROM note WHERE kind = ?");
        statement.Bind(NoteKind.Context);
        while (statement.Step())
            chunks.Add(new ChunkKey(statement.Int64(0)));
        return chunks;
    }

    /// <summary>All items, by session and line.</summary>
    public IEnumerable<NoteRow> All()
    {
        using var statement = _session.Prepare($"{Select} ORDER BY session, source, line");
        while (statement.Step())
            yield return Read(statement);
    }

    private static NoteRow Read(SqliteStatement row) => new(
        row.Text(0), row.Text(1), row.Text(2), row.Text(3), row.NullableInt64(4), row.Int32(5), new ChunkKey(row.Int64(6)));
}
