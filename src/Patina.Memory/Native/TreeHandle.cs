using System.Runtime.InteropServices;

namespace Patina.Memory.Native;

/// <summary><c>TSTree *</c>. Independent of the parser that made it. Not thread-safe.</summary>
internal sealed class TreeHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        NativeTreeSitter.ts_tree_delete(handle);
        return true;
    }
}
