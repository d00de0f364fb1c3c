using System.Text;

namespace Patina.Memory.Storage;

/// <summary>Writes a file as a whole or not at all: beside its place first, then moved there.</summary>
public static class AtomicFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Replaces the file, and makes its folder if there is none.</summary>
    /// <param name="write">Writes the contents, from first to last.</param>
    /// <exception cref="IOException">The disk is full, or the place cannot be written; a file that was there is as before.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not write there; a file that was there is as before.</exception>
    public static void Write(string path, Action<Stream> write) => Put(path, write, overwrite: true);

    /// <inheritdoc cref="Write(string, Action{Stream})"/>
    public static void Write(string path, string text) => Write(path, stream => stream.Write(Utf8.GetBytes(text)));

    /// <summary>Writes the file unless there is one already.</summary>
    /// <returns>Whether it was written.</returns>
    /// <inheritdoc cref="Write(string, Action{Stream})"/>
    public static bool Create(string path, Action<Stream> write)
    {
        if (File.Exists(path))
            return false;
        try
        {
            Put(path, write, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
    }

    /// <inheritdoc cref="Create(string, Action{Stream})"/>
    public static bool Create(string path, string text) => Create(path, stream => stream.Write(Utf8.GetBytes(text)));

    private static void Put(string path, Action<Stream> write, bool overwrite)
    {
        var place = Path.GetFullPath(path);
        var folder = Path.GetDirectoryName(place)!;
        Directory.CreateDirectory(folder);
        var temporary = Path.Combine(folder, $".{Path.GetFileName(place)}.{Guid.NewGuid():N}.tmp");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, place, overwrite);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
