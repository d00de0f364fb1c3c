using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Unicode;

namespace Patina.Safetensors;

/// <summary>Reads and checks the header of a file: its length, its JSON, and through <see cref="LayoutRules"/> its offsets.</summary>
internal static class HeaderReader
{
    /// <summary>Header, entry, shape.</summary>
    private const int DeepestNesting = 3;

    /// <exception cref="SafetensorsException">The file breaks a rule of the format.</exception>
    public static SafetensorsHeader Read(Native.MappedFile file, string path)
    {
        var length = ReadLength(file, path);
        var json = file.Slice(SafetensorsHeader.LengthFieldSize, length);
        if (!Utf8.IsValid(json))
            throw SafetensorsException.Damaged(SafetensorsError.HeaderNotUtf8, path, "the header is not UTF-8");

        var byteLength = SafetensorsHeader.LengthFieldSize + (long)length;
        var (entries, metadata) = Parse(json, path);
        var tensors = LayoutRules.Order(entries, file.Length - byteLength, path);
        return new SafetensorsHeader(tensors, metadata, byteLength);
    }

    private static int ReadLength(Native.MappedFile file, string path)
    {
        const int field = SafetensorsHeader.LengthFieldSize;
        if (file.Length < field)
        {
            throw SafetensorsException.Damaged(SafetensorsError.HeaderTooSmall, path,
                $"the file has {file.Length} bytes, the length of the header alone takes {field}");
        }

        var length = BinaryPrimitives.ReadUInt64LittleEndian(file.Slice(0, field));
        if (length > SafetensorsHeader.LargestHeader)
        {
            throw SafetensorsException.Damaged(SafetensorsError.HeaderTooLarge, path,
                $"the header claims {length} bytes, the format allows {SafetensorsHeader.LargestHeader}");
        }

        if ((long)length > file.Length - field)
        {
            throw SafetensorsException.Damaged(SafetensorsError.HeaderTruncated, path,
                $"the header claims {length} bytes, the file has {file.Length - field} after the length field");
        }

        return (int)length;
    }

    private static (List<HeaderEntry> Entries, Dictionary<string, string> Metadata) Parse(ReadOnlySpan<byte> json, string path)
    {
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = DeepestNesting });
            return ReadObject(ref reader, path);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: an escape such as \ud800 that is no character.
            throw SafetensorsException.Damaged(
                SafetensorsError.HeaderNotJson, path, $"the header is not a JSON object ({error.Message.TrimEnd('.')})", error);
        }
    }

    private static (List<HeaderEntry>, Dictionary<string, string>) ReadObject(ref Utf8JsonReader reader, string path)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            throw SafetensorsException.Damaged(SafetensorsError.HeaderNotJson, path, "the header is not a JSON object");

        var entries = new List<HeaderEntry>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            if (!names.Add(name))
                throw Duplicate(path, name, "the header");

            reader.Read();
            if (name == SafetensorsHeader.MetadataKey)
                ReadMetadata(ref reader, path, metadata);
            else
                entries.Add(HeaderEntry.Read(ref reader, path, name));
        }

        // One more read finds what follows the object; padding may, anything else throws.
        reader.Read();
        return (entries, metadata);
    }

    private static void ReadMetadata(ref Utf8JsonReader reader, string path, Dictionary<string, string> metadata)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw SafetensorsException.Damaged(SafetensorsError.InvalidMetadata, path, "__metadata__ is not an object");

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            reader.Read();
            if (reader.TokenType != JsonTokenType.String)
            {
                throw SafetensorsException.Damaged(SafetensorsError.InvalidMetadata, path,
                    $"__metadata__ has a value for {SafetensorsException.Quote(key)} that is not a string");
            }

            if (!metadata.TryAdd(key, reader.GetString()!))
                throw Duplicate(path, key, "__metadata__");
        }
    }

    private static SafetensorsException Duplicate(string path, string name, string place) =>
        SafetensorsException.Damaged(
            SafetensorsError.DuplicateKey, path, $"{SafetensorsException.Quote(name)} occurs twice in {place}");
}
