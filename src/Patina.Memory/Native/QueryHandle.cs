using System.Runtime.InteropServices;

namespace Patina.Memory.Native;

/// <summary><c>TSQuery *</c>: never changed after it is made, so any number of cursors may run it at once.</summary>
internal sealed class QueryHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        NativeTreeSitter.ts_query_delete(handle);
        return true;
    }
}
