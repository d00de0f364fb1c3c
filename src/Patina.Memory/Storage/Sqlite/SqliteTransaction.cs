namespace Patina.Memory.Storage.Sqlite;

/// <summary>A transaction; disposing it without <see cref="Commit"/> undoes everything.</summary>
internal sealed class SqliteTransaction : IDisposable
{
    private readonly SqliteSession _session;
    private bool _ended;

    public SqliteTransaction(SqliteSession session, string begin)
    {
        _session = session;
        session.Execute(begin);
    }

    public void Commit()
    {
        _session.Execute("COMMIT");
        _ended = true;
    }

    public void Dispose()
    {
        if (_ended)
            return;
        _ended = true;
        if (_session.InTransaction)
            _session.Execute("ROLLBACK");
    }
}
