using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Patina.Memory.Chunks;
using Patina.Report.Map;

namespace Patina.Report.Page;

/// <summary>
/// The points of a map as a page carries them: numbers and texts, each compressed and in base 64, which no content can break out of.
/// </summary>
/// <param name="Numbers">Little-endian columns: line and path as 32 bits, x and y as 16, kind and folder as 8.</param>
/// <param name="Texts">Paths, then titles and excerpts, each ended by a NUL.</param>
/// <param name="Meta">What they mean, as JSON in which <c>&lt;</c> does not occur.</param>
internal sealed record PackedMap(string Numbers, string Texts, string Meta)
{
    private const int MaxFolders = 9;
    private const string OtherFolders = "other folders";

    public static PackedMap Of(EmbeddingMap map)
    {
        var paths = map.Points.Select(point => point.Path).Distinct().ToList();
        var pathIds = paths.Index().ToDictionary(path => path.Item, path => path.Index);
        var folders = Folders(map);
        return new PackedMap(
            Compress(NumbersOf(map, pathIds, folders)), Compress(TextsOf(map, paths)), MetaOf(map, paths.Count, folders));
    }

    /// <summary>Where a chunk belongs: its first folder, or its kind where it has no file.</summary>
    public static string FolderOf(MapPoint point) => point.Kind == ChunkKind.Commit ? "history"
        : point.Path.IndexOf('/') is > 0 and var slash ? point.Path[..slash] + "/"
        : "top level";

    /// <summary>The folders with most chunks; the rest are one.</summary>
    private static List<string> Folders(EmbeddingMap map)
    {
        var counts = map.Points.CountBy(FolderOf).OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal).Select(count => count.Key).ToList();
        return counts.Count <= MaxFolders + 1 ? counts : [.. counts.Take(MaxFolders), OtherFolders];
    }

    private static byte[] NumbersOf(EmbeddingMap map, Dictionary<string, int> paths, List<string> folders)
    {
        var count = map.Points.Count;
        var bytes = new byte[count * 14];
        var (lines, pathIds, xs, ys, kinds, groups) = (0, count * 4, count * 8, count * 10, count * 12, count * 13);
        for (var i = 0; i < count; i++)
        {
            var point = map.Points[i];
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(lines + (i * 4)), point.Line);
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(pathIds + (i * 4)), paths[point.Path]);
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(xs + (i * 2)), Quantize(map.Positions[i * 2]));
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(ys + (i * 2)), Quantize(map.Positions[(i * 2) + 1]));
            bytes[kinds + i] = (byte)point.Kind;
            var folder = folders.IndexOf(FolderOf(point));
            bytes[groups + i] = (byte)(folder < 0 ? folders.Count - 1 : folder);
        }

        return bytes;
    }

    private static byte[] TextsOf(EmbeddingMap map, List<string> paths)
    {
        var text = new StringBuilder();
        foreach (var path in paths)
            text.Append(Excerpt.Of(path, 400)).Append('\0');
        foreach (var point in map.Points)
            text.Append(point.Title).Append('\0').Append(point.Excerpt).Append('\0');
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string MetaOf(EmbeddingMap map, int paths, List<string> folders)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteNumber("points", map.Points.Count);
            json.WriteNumber("paths", paths);
            json.WriteStartArray("kinds");
            foreach (var kind in Enum.GetValues<ChunkKind>())
                json.WriteStringValue(kind.ToString().ToLowerInvariant());
            json.WriteEndArray();
            json.WriteStartArray("folders");
            foreach (var folder in folders)
                json.WriteStringValue(Excerpt.Of(folder, 60));
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static ushort Quantize(float place) => (ushort)Math.Clamp(place * ushort.MaxValue, 0, ushort.MaxValue);

    private static string Compress(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            deflate.Write(bytes);
        return Convert.ToBase64String(packed.GetBuffer(), 0, (int)packed.Length);
    }
}
