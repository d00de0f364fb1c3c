using Patina.Memory;
using Patina.Memory.Storage.Sqlite;

namespace Patina.Tests.Memory.Scraping;

/// <summary>Every row of every table as text, to compare whole databases.</summary>
internal static class DatabaseDump
{
    private static readonly string[] Tables =
    [
        "source", "eventlog", "meta", "chunk", "temp.terms", "symbol", "import", "call", "commit_info", "commit_file", "tag", "note",
    ];

    /// <param name="withNumbers">Without row numbers and times, databases can be compared that came to one state in different ways.</param>
    public static string Of(ProjectLayout layout, bool withNumbers = true)
    {
        string[] left = withNumbers ? ["mtime_ns"] : ["mtime_ns", "id", "source", "seq"];
        using var session = SqliteSession.Open(layout.DatabasePath, create: true);
        session.Execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, chunk_fts, instance)");
        return string.Join('\n', Tables.Select(table => $"{table}\n{Rows(session, table, left)}"));
    }

    private static string Rows(SqliteSession session, string table, string[] left)
    {
        var columns = Column(session, $"SELECT name FROM pragma_table_info('{table.Split('.')[^1]}')")
            .Where(column => !left.Contains(column) || (table == "symbol" && column == "id"));
        return string.Join('\n', Column(session, $"SELECT {string.Join(" || '|' || ", columns.Select(c => $"quote(\"{c}\")"))} FROM {table}")
            .Order(StringComparer.Ordinal));
    }

    private static List<string> Column(SqliteSession session, string sql)
    {
        using var statement = session.Prepare(sql);
        var values = new List<string>();
        while (statement.Step())
            values.Add(statement.Text(0));
        return values;
    }
}
