using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Patina.Safetensors;

/// <summary>Words the header of a file.</summary>
internal static class HeaderWriter
{
    private const int Alignment = 8;

    /// <param name="tensors">In the order of their data.</param>
    /// <returns>The header, padded with spaces to a multiple of 8 bytes.</returns>
    public static ReadOnlyMemory<byte> Write(IReadOnlyList<TensorData> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            if (metadata is not null)
                WriteMetadata(json, metadata);
            WriteTensors(json, tensors);
            json.WriteEndObject();
        }

        var padding = (Alignment - buffer.WrittenCount % Alignment) % Alignment;
        buffer.GetSpan(padding)[..padding].Fill((byte)' ');
        buffer.Advance(padding);

        if (buffer.WrittenCount > SafetensorsHeader.LargestHeader)
        {
            throw new SafetensorsException(SafetensorsError.HeaderTooLarge,
                $"The header would have {buffer.WrittenCount} bytes, the format allows {SafetensorsHeader.LargestHeader}. " +
                "Write less metadata or fewer tensors.");
        }

        return buffer.WrittenMemory;
    }

    private static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string> metadata)
    {
        json.WriteStartObject(SafetensorsHeader.MetadataKey);
        foreach (var (key, value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static void WriteTensors(Utf8JsonWriter json, IReadOnlyList<TensorData> tensors)
    {
        var offset = 0L;
        foreach (var tensor in tensors)
        {
            json.WriteStartObject(tensor.Name);
            json.WriteString("dtype", tensor.DType.ToString());
            WriteNumbers(json, "shape", tensor.Shape);
            WriteNumbers(json, "data_offsets", [offset, offset + tensor.ByteLength]);
            json.WriteEndObject();
            offset = checked(offset + tensor.ByteLength);
        }
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IReadOnlyList<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }
}
