using System.Runtime.InteropServices;

namespace Patina.USearch.Native;

/// <summary>A <c>usearch_index_t</c>. One that views a mapped file keeps the mapping alive until it is freed.</summary>
internal sealed class IndexHandle() : SafeHandle(0, ownsHandle: true)
{
    private SafeHandle? _mapping;

    public override bool IsInvalid => handle == 0;

    /// <summary>Takes a reference on the memory that the index reads from.</summary>
    public void KeepAlive(SafeHandle mapping)
    {
        var added = false;
        mapping.DangerousAddRef(ref added);
        _mapping = mapping;
    }

    protected override unsafe bool ReleaseHandle()
    {
        NativeUSearch.usearch_free(handle, out _);
        _mapping?.DangerousRelease();
        return true;
    }
}
