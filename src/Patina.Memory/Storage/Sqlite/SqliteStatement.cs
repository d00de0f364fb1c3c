using System.Text;
using SQLitePCL;

namespace Patina.Memory.Storage.Sqlite;

/// <summary>
/// A prepared statement, used again and again: <c>Bind</c> fills the parameters from left to right, then <see cref="Run"/>,
/// or <see cref="Step"/> until it returns false. Columns are counted from 0.
/// </summary>
internal sealed class SqliteStatement(SqliteSession session, sqlite3_stmt handle, string sql) : IDisposable
{
    private int _bound;

    public SqliteStatement Bind(long value) => Bound(raw.sqlite3_bind_int64(handle, ++_bound, value));

    public SqliteStatement Bind(long? value) => value is { } number ? Bind(number) : BindNull();

    public SqliteStatement Bind(double value) => Bound(raw.sqlite3_bind_double(handle, ++_bound, value));

    // An empty span has no address, which SQLite takes for NULL; the string overload passes a terminated "".
    public SqliteStatement Bind(string? value) => value switch
    {
        null => BindNull(),
        "" => Bound(raw.sqlite3_bind_text(handle, ++_bound, "")),
        _ => Bound(raw.sqlite3_bind_text(handle, ++_bound, session.Utf8(value))),
    };

    public SqliteStatement Bind(ReadOnlySpan<byte> blob) => Bound(
        blob.IsEmpty ? raw.sqlite3_bind_zeroblob(handle, ++_bound, 0) : raw.sqlite3_bind_blob(handle, ++_bound, blob));

    /// <summary>Runs a statement that returns no row, and makes it ready for the next values.</summary>
    public void Run()
    {
        var status = raw.sqlite3_step(handle);
        if (status != raw.SQLITE_DONE)
            session.Check(status == raw.SQLITE_ROW ? raw.SQLITE_MISUSE : status, sql);
        Reset();
    }

    /// <summary>Goes to the next row. After the last one the statement is reset and false returned.</summary>
    public bool Step()
    {
        var status = raw.sqlite3_step(handle);
        if (status == raw.SQLITE_ROW)
            return true;
        session.Check(status, sql);
        Reset();
        return false;
    }

    /// <summary>Ends a reading before its last row.</summary>
    public void Reset()
    {
        _bound = 0;
        raw.sqlite3_reset(handle); // repeats the error of the last step, which was thrown there
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    public long Int64(int column) => raw.sqlite3_column_int64(handle, column);

    public int Int32(int column) => checked((int)Int64(column));

    public long? NullableInt64(int column) => IsNull(column) ? null : Int64(column);

    public double Double(int column) => raw.sqlite3_column_double(handle, column);

    public string Text(int column) => Encoding.UTF8.GetString(Blob(column));

    public string? NullableText(int column) => IsNull(column) ? null : Text(column);

    /// <summary>The bytes of a text or blob, valid until the next step.</summary>
    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(handle, column);

    public void Dispose() => handle.Dispose();

    private SqliteStatement BindNull() => Bound(raw.sqlite3_bind_null(handle, ++_bound));

    private SqliteStatement Bound(int status)
    {
        session.Check(status, sql);
        return this;
    }
}
