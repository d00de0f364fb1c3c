using System.Globalization;
using Patina.Hub.Http;

namespace Patina.Hub.Cache;

/// <summary>A part of a file that is fetched, and where it is kept meanwhile.</summary>
/// <param name="Path">What is there of it is there from its first byte on.</param>
/// <param name="Start">Its first byte within the file.</param>
/// <param name="End">The byte behind its last.</param>
/// <param name="IsBeginning">Whether it is written to the beginning of the file itself.</param>
internal sealed record FilePart(string Path, long Start, long End, bool IsBeginning)
{
    private const string Suffix = ".part";

    /// <summary>Bytes in <see cref="Path"/>.</summary>
    public long Length => new FileInfo(Path) is { Exists: true } found ? found.Length : 0;

    /// <summary>The byte of the file that comes next.</summary>
    public long Position => IsBeginning ? Length : Start + Length;

    /// <summary>Divides what is lacking of a file, so that parts that were begun before are gone on with; others are deleted.</summary>
    /// <param name="partial">The beginning of the file.</param>
    public static IReadOnlyList<FilePart> Plan(RepositoryFolder folder, RemoteFile file, string partial, long size)
    {
        var from = new FileInfo(partial) is { Exists: true } begun ? begun.Length : 0;
        while (from < file.Size && Files(folder, file).FirstOrDefault(path => path.StartsWith(NameFor(folder, file, from), StringComparison.Ordinal)) is { } next)
        {
            Append(next, partial);
            from = Math.Min(file.Size, new FileInfo(partial).Length);
        }

        var cell = Math.Min(from, file.Size - 1) / size;
        var parts = new List<FilePart> { new(partial, from, Math.Min(file.Size, (cell + 1) * size), IsBeginning: true) };
        while (parts[^1].End < file.Size)
        {
            var (start, end) = (parts[^1].End, Math.Min(file.Size, parts[^1].End + size));
            parts.Add(new FilePart(string.Create(CultureInfo.InvariantCulture, $"{NameFor(folder, file, start)}{end}{Suffix}"), start, end, IsBeginning: false));
        }

        foreach (var path in Files(folder, file))
        {
            if (parts.Find(part => part.Path == path) is not { } planned || planned.Length > planned.End - planned.Start)
                File.Delete(path);
        }

        return parts;
    }

    /// <summary>Bytes of parts that lie beside the beginning of a file.</summary>
    public static long BytesOf(RepositoryFolder folder, RemoteFile file) => Files(folder, file).Sum(path => new FileInfo(path).Length);

    /// <summary>Deletes all parts of a file but its beginning.</summary>
    public static void Delete(RepositoryFolder folder, RemoteFile file)
    {
        foreach (var path in Files(folder, file))
            File.Delete(path);
    }

    /// <summary>Moves a complete part behind the beginning of the file, which reaches up to it.</summary>
    public void AppendTo(string partial) => Append(Path, partial);

    private static void Append(string path, string partial)
    {
        using (var target = new FileStream(partial, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0))
        using (var source = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan))
        {
            target.Seek(0, SeekOrigin.End);
            source.CopyTo(target, 1 << 20);
        }

        File.Delete(path);
    }

    private static string NameFor(RepositoryFolder folder, RemoteFile file, long start) =>
        string.Create(CultureInfo.InvariantCulture, $"{folder.Blob(file.Digest)}.{start}-");

    private static IEnumerable<string> Files(RepositoryFolder folder, RemoteFile file) =>
        Directory.Exists(folder.Blobs) ? Directory.EnumerateFiles(folder.Blobs, $"{file.Digest}.*{Suffix}") : [];
}
