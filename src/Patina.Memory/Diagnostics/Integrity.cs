using Patina.Memory.Storage;
using Patina.Memory.Storage.Sqlite;

namespace Patina.Memory.Diagnostics;

/// <summary>Looks for damage in a database file.</summary>
public static class Integrity
{
    /// <summary>SQLite's own quick check of pages and records.</summary>
    /// <returns>The first thing that is wrong, or null.</returns>
    /// <exception cref="MemoryException">There is no database that could be opened.</exception>
    public static string? FindDamage(ProjectLayout layout)
    {
        using var memory = MemoryDatabase.Open(layout);
        using var session = SqliteSession.Open(layout.DatabasePath, create: false);
        using var statement = session.Prepare("PRAGMA quick_check(1)");
        return statement.Step() && statement.Text(0) is var first && first != "ok" ? first : null;
    }
}
