using System.Text;
using SQLitePCL;

namespace Patina.Memory.Storage.Sqlite;

/// <summary>
/// One connection to a database file. A thin layer over the C API: rows are bound and read as spans, statements are
/// prepared once and reused. Not thread-safe.
/// </summary>
internal sealed class SqliteSession : IDisposable
{
    private readonly sqlite3 _handle;
    private byte[] _scratch = new byte[4096];

    private SqliteSession(string path, sqlite3 handle)
    {
        Path = path;
        _handle = handle;
    }

    public string Path { get; }

    /// <summary>Opens a file; both kinds of session take locks only while a transaction runs.</summary>
    /// <param name="create">Whether a missing file is created; without it the session refuses every write.</param>
    /// <param name="patience">How long to wait for a lock that a program other than Patina holds; five seconds by default.</param>
    public static SqliteSession Open(string path, bool create, TimeSpan? patience = null)
    {
        SqliteLibrary.Require();
        var flags = raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX | (create ? raw.SQLITE_OPEN_CREATE : 0);
        var status = raw.sqlite3_open_v2(path, out var handle, flags, null);
        var session = new SqliteSession(path, handle);
        try
        {
            session.Check(status, "opening");
            session.Check(raw.sqlite3_busy_timeout(handle, (int)(patience ?? TimeSpan.FromSeconds(5)).TotalMilliseconds), "opening");
            if (!create)
                session.Execute("PRAGMA query_only = 1");
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    public SqliteStatement Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v2(_handle, sql, out var statement), sql);
        return new SqliteStatement(this, statement, sql);
    }

    /// <summary>Runs one or several statements that return nothing.</summary>
    public void Execute(string sql) => Check(raw.sqlite3_exec(_handle, sql), sql);

    /// <summary>The first column of the first row; null without a row.</summary>
    public long? Int64(string sql)
    {
        using var statement = Prepare(sql);
        return statement.Step() ? statement.Int64(0) : null;
    }

    /// <summary>Starts a transaction that is rolled back unless <see cref="SqliteTransaction.Commit"/> is called.</summary>
    public SqliteTransaction BeginWrite() => new(this, "BEGIN IMMEDIATE");

    /// <summary>Starts a transaction within which every read sees the same state.</summary>
    public SqliteTransaction BeginRead() => new(this, "BEGIN");

    public void Dispose() => _handle.Dispose();

    /// <summary>Whether a transaction is open; SQLite itself ends one on errors such as a full disk.</summary>
    internal bool InTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    internal void Check(int status, string doing)
    {
        if (status is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
            throw SqliteError.From(status, Path, doing, raw.sqlite3_errmsg(_handle).utf8_to_string());
    }

    /// <summary>UTF-8 of a text, valid until the next call. Lone surrogates become U+FFFD.</summary>
    internal ReadOnlySpan<byte> Utf8(ReadOnlySpan<char> text)
    {
        var needed = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_scratch.Length < needed)
            _scratch = new byte[Math.Max(needed, _scratch.Length * 2)];
        return _scratch.AsSpan(0, Encoding.UTF8.GetBytes(text, _scratch));
    }
}
