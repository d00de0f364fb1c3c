using System.IO.MemoryMappedFiles;

namespace Patina.Safetensors.Native;

/// <summary>A whole file, mapped read-only. Thread-safe; spans of it are valid until <see cref="Dispose"/>.</summary>
internal sealed class MappedFile : IDisposable
{
    private readonly MemoryMappedFile? _file;
    private readonly MemoryMappedViewAccessor? _view;
    private bool _disposed;

    public MappedFile(string path)
    {
        // Delete: whoever replaces the file by a move may do so while it is mapped.
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
        try
        {
            Length = stream.Length;
            if (Length == 0)
            {
                // An empty file cannot be mapped.
                stream.Dispose();
                return;
            }

            _file = MemoryMappedFile.CreateFromFile(
                stream, mapName: null, capacity: 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
            _view = _file.CreateViewAccessor(0, Length, MemoryMappedFileAccess.Read);
        }
        catch
        {
            _file?.Dispose();
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Bytes.</summary>
    public long Length { get; }

    /// <summary>Bytes of the file in place.</summary>
    public unsafe ReadOnlySpan<byte> Slice(long offset, int length)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Length - length);
        return length == 0
            ? []
            : new ReadOnlySpan<byte>((byte*)_view!.SafeMemoryMappedViewHandle.DangerousGetHandle() + offset, length);
    }

    /// <summary>Lets the system take back the pages of a range; they are read from the file again when they are asked for.</summary>
    public unsafe void Release(long offset, long length)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Length - length);
        var address = _view is null ? 0 : _view.SafeMemoryMappedViewHandle.DangerousGetHandle();
        var page = Environment.SystemPageSize;
        var (first, end) = ((address + offset + page - 1) / page * page, (address + offset + length) / page * page);

        // Only a hint: where it is not understood, the system decides by itself.
        if (first < end && (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS()))
            _ = NativeMemoryHints.madvise((void*)first, (nuint)(end - first), NativeMemoryHints.DontNeed);
    }

    public void Dispose()
    {
        _disposed = true;
        _view?.Dispose();
        _file?.Dispose();
    }
}
