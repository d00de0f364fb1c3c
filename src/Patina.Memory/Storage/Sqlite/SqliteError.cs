using SQLitePCL;

namespace Patina.Memory.Storage.Sqlite;

/// <summary>The only place where a SQLite status becomes an exception.</summary>
internal static class SqliteError
{
    /// <param name="doing">The SQL, or what else was being done.</param>
    public static Exception From(int status, string path, string doing, string message) => (status & 0xff) switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new MemoryException(
            MemoryError.Busy, $"{path}: another program holds the database ({message}). Try again when it has finished."),
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => new MemoryException(
            MemoryError.BadDatabase,
            $"{path}: the file is damaged or is no SQLite database ({message}). Delete it and run 'patina scrape'; it is made from the project alone."),
        raw.SQLITE_FULL or raw.SQLITE_IOERR or raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN or raw.SQLITE_PERM => new MemoryException(
            MemoryError.StorageFailed, $"{path}: the disk refused ({message}). Check free space and permissions of its folder."),
        raw.SQLITE_NOMEM => new OutOfMemoryException($"{path}: SQLite ran out of memory."),
        _ => new InvalidOperationException($"{path}: SQLite error {status} ({message}) at: {doing}"),
    };
}
