using Patina.Memory.Storage.Sqlite;

namespace Patina.Memory.Storage.Reading;

/// <summary>How many events of a kind the log has of a month.</summary>
/// <param name="Month"><c>2026-03</c>.</param>
/// <param name="Kind">The first word of the event types: <c>code</c>, <c>git</c>, <c>session</c>.</param>
public readonly record struct LogGrowth(string Month, string Kind, long Events)
{
    internal static IReadOnlyList<LogGrowth> Of(SqliteSession session)
    {
        var growth = new List<LogGrowth>();
        using var statement = session.Prepare(
            """
            SELECT substr(timestamp, 1, 7) AS month, substr(event_type, 1, instr(event_type || '.', '.') - 1) AS kind, count(*)
            FROM eventlog WHERE timestamp GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]*' GROUP BY month, kind ORDER BY month, kind
            """);
        while (statement.Step())
            growth.Add(new LogGrowth(statement.Text(0), statement.Text(1), statement.Int64(2)));
        return growth;
    }
}
