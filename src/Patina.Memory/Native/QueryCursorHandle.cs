using System.Runtime.InteropServices;

namespace Patina.Memory.Native;

/// <summary><c>TSQueryCursor *</c>. Holds a reference on the query it runs, which it reads until it is done. Not thread-safe.</summary>
internal sealed class QueryCursorHandle() : SafeHandle(0, ownsHandle: true)
{
    private QueryHandle? _query;

    public override bool IsInvalid => handle == 0;

    /// <summary>Ties the query's life to this cursor's. A cursor serves one query.</summary>
    public void Hold(QueryHandle query)
    {
        if (_query is not null)
            throw new InvalidOperationException("This cursor already serves a query.");
        var added = false;
        query.DangerousAddRef(ref added);
        _query = query;
    }

    protected override bool ReleaseHandle()
    {
        NativeTreeSitter.ts_query_cursor_delete(handle);
        _query?.DangerousRelease();
        return true;
    }
}
