using Patina.Memory.Storage.Sqlite;

namespace Patina.Memory.Storage;

/// <summary>Makes a database, or says why a file is none of ours.</summary>
internal static class DatabaseSetup
{
    /// <summary>Creates what is missing. Call under the write lock: switching a new file to WAL admits nobody beside it.</summary>
    /// <returns>False when derived tables are of an older version or missing: they are to be rebuilt.</returns>
    public static bool Prepare(SqliteSession session)
    {
        if (IsEmpty(session))
            Create(session);
        RequireOurs(session);
        return IsCurrent(session);
    }

    /// <exception cref="MemoryException">The file cannot be read by this version.</exception>
    public static void RequireReadable(SqliteSession session)
    {
        if (IsEmpty(session))
            throw NothingYet(session.Path);
        RequireOurs(session);
        if (!IsCurrent(session))
        {
            throw new MemoryException(
                MemoryError.NeedsScrape, $"{session.Path}: an older version of Patina wrote it, or it lacks tables. Run 'patina scrape' to bring it up to date.");
        }
    }

    public static MemoryException NothingYet(string path) =>
        new(MemoryError.NeedsScrape, $"{path}: there is no memory of this project yet. Run 'patina scrape'.");

    /// <summary>Drops every table that can be made again, of this version or an older one, and creates them empty.</summary>
    public static void RecreateDerived(SqliteSession session)
    {
        // A virtual table takes its shadow tables along, so it goes first; views before the tables they read.
        foreach (var order in (string[])["sql LIKE 'CREATE VIRTUAL TABLE%'", "type = 'view'", "type = 'table'"])
        {
            foreach (var (type, name) in Objects(session, order))
                session.Execute($"DROP {type} \"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
        }

        session.Execute(Schema.Derived);
        session.Execute($"PRAGMA user_version = {Schema.Version}");
    }

    private static void Create(SqliteSession session)
    {
        session.Execute("PRAGMA journal_mode = WAL");
        using var transaction = session.BeginWrite();
        session.Execute(Schema.Truth);
        session.Execute(Schema.Derived);
        session.Execute($"PRAGMA application_id = {Schema.ApplicationId}; PRAGMA user_version = {Schema.Version}");
        transaction.Commit();
    }

    private static void RequireOurs(SqliteSession session)
    {
        if (session.Int64("PRAGMA application_id") != Schema.ApplicationId)
        {
            throw new MemoryException(
                MemoryError.BadDatabase,
                $"{session.Path}: another program made this database (the Rust patina uses the same name). Move it away and run 'patina scrape'.");
        }

        if (Version(session) > Schema.Version)
        {
            throw new MemoryException(
                MemoryError.BadDatabase,
                $"{session.Path}: format {Version(session)} of a newer Patina; this one knows {Schema.Version}. Update Patina, or delete the file and run 'patina scrape'.");
        }
    }

    private static bool IsEmpty(SqliteSession session) => session.Int64("SELECT count(*) FROM sqlite_master") == 0;

    private static bool IsCurrent(SqliteSession session)
    {
        var names = string.Join(", ", Schema.DerivedTables.Select(name => $"'{name}'"));
        return Version(session) == Schema.Version
            && session.Int64($"SELECT count(*) FROM sqlite_master WHERE name IN ({names})") == Schema.DerivedTables.Length;
    }

    private static long Version(SqliteSession session) => session.Int64("PRAGMA user_version") ?? 0;

    private static List<(string Type, string Name)> Objects(SqliteSession session, string condition)
    {
        var truth = string.Join(", ", Schema.TruthTables.Select(name => $"'{name}'"));
        using var statement = session.Prepare(
            $"SELECT type, name FROM sqlite_master WHERE {condition} AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT IN ({truth})");
        var objects = new List<(string, string)>();
        while (statement.Step())
            objects.Add((statement.Text(0), statement.Text(1)));
        return objects;
    }
}
