using System.IO.MemoryMappedFiles;

namespace Patina.Embeddings.Onnx.Native;

/// <summary>A whole file, mapped read-only, as the library reads it.</summary>
internal sealed unsafe class MappedBytes : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    /// <param name="path">A file that is not empty.</param>
    public MappedBytes(string path)
    {
        // Of the stream, as the length of a link is not that of its file.
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
        Length = stream.Length;
        _file = MemoryMappedFile.CreateFromFile(stream, mapName: null, capacity: 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        _view = _file.CreateViewAccessor(0, Length, MemoryMappedFileAccess.Read);
    }

    /// <summary>Bytes.</summary>
    public long Length { get; }

    /// <summary>Valid until <see cref="Dispose"/>.</summary>
    public byte* Pointer => (byte*)_view.SafeMemoryMappedViewHandle.DangerousGetHandle();

    /// <summary>The file, where it is shorter than 2 GiB. Valid until <see cref="Dispose"/>.</summary>
    public ReadOnlySpan<byte> Bytes => new(Pointer, checked((int)Length));

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }
}
