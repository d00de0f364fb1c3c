using System.Runtime.InteropServices;

namespace Patina.Numerics;

/// <summary>
/// Scratch memory that never moves and starts on a cache line, so that no vector load crosses two lines. Grows on demand;
/// the contents are lost when it does. Owned by the garbage collector.
/// </summary>
internal sealed unsafe class AlignedBuffer
{
    private const int LineBytes = 64;

    private float[] _memory = [];

    /// <summary>Address of at least <paramref name="length"/> floats, valid until the next call.</summary>
    public float* Reserve(int length)
    {
        var padded = checked(length + (LineBytes / sizeof(float)));
        if (_memory.Length < padded)
            _memory = GC.AllocateUninitializedArray<float>(padded, pinned: true);

        var address = (nuint)Marshal.UnsafeAddrOfPinnedArrayElement(_memory, 0);
        return (float*)((address + LineBytes - 1) & ~(nuint)(LineBytes - 1));
    }
}
