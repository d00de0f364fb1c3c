using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;

namespace Patina.USearch.Native;

/// <summary>A file mapped into memory as a whole, for reading or, when created, for writing. Thread-safe for reading.</summary>
internal sealed unsafe class MappedFile : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    private MappedFile(MemoryMappedFile file, MemoryMappedFileAccess access, long length)
    {
        _file = file;
        _view = file.CreateViewAccessor(0, length, access);
        Length = length;
    }

    /// <summary>Bytes in the file; the mapping itself ends on a page boundary.</summary>
    public long Length { get; }

    /// <summary>What keeps the mapping alive, and gives its address.</summary>
    public SafeBuffer View => _view.SafeMemoryMappedViewHandle;

    /// <summary>Maps a file that exists and is not empty.</summary>
    public static MappedFile OpenRead(string path)
    {
        // Delete sharing lets an atomic save replace the file while it is read.
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 1);
        var length = stream.Length;
        var file = MemoryMappedFile.CreateFromFile(stream, null, length, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        return new MappedFile(file, MemoryMappedFileAccess.Read, length);
    }

    /// <summary>Maps a new file of <paramref name="length"/> bytes.</summary>
    public static MappedFile Create(string path, long length)
    {
        var stream = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        var file = MemoryMappedFile.CreateFromFile(stream, null, length, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false);
        return new MappedFile(file, MemoryMappedFileAccess.ReadWrite, length);
    }

    /// <summary>A window on the file.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The window leaves the file.</exception>
    public ReadOnlySpan<byte> Slice(long offset, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Length - offset);
        return new ReadOnlySpan<byte>((byte*)View.DangerousGetHandle() + offset, length);
    }

    public void Flush() => _view.Flush();

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }
}
