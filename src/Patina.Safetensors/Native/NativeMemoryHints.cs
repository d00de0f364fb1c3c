using System.Runtime.InteropServices;

namespace Patina.Safetensors.Native;

/// <summary>sys/mman.h of Linux and macOS.</summary>
internal static unsafe partial class NativeMemoryHints
{
    /// <summary>MADV_DONTNEED, the same number on both.</summary>
    public const int DontNeed = 4;

    [LibraryImport("libc")]
    public static partial int madvise(void* address, nuint length, int advice);
}
