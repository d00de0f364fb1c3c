using System.Runtime.InteropServices;

namespace Patina.Memory.Native;

/// <summary><c>TSParser *</c>. Not thread-safe.</summary>
internal sealed class ParserHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        NativeTreeSitter.ts_parser_delete(handle);
        return true;
    }
}
