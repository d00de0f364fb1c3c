using System.Buffers.Binary;
using System.Text;

namespace Patina.Safetensors;

/// <summary>
/// Writes safetensors files. The same tensors and metadata give the same bytes, in whatever order they are listed: tensors
/// by falling alignment, then by name; metadata by key; the header padded so that the data begins at a multiple of 8.
/// </summary>
public static class SafetensorsWriter
{
    /// <summary>Writes a file as a whole or not at all: a file at <paramref name="path"/> is replaced once the new one is complete.</summary>
    /// <exception cref="ArgumentException">Two tensors share a name, a name is not valid Unicode, or streamed content has another length than declared.</exception>
    /// <exception cref="SafetensorsException"><see cref="SafetensorsError.HeaderTooLarge"/>.</exception>
    /// <exception cref="IOException">The folder is missing, or the file cannot be written.</exception>
    public static void Write(
        string path, IReadOnlyList<TensorData> tensors, IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellation = default)
    {
        var target = Path.GetFullPath(path);
        var temporary = $"{target}.{Path.GetRandomFileName()}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                Write(stream, tensors, metadata, cancellation);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Writes to a stream, which stays open.</summary>
    /// <inheritdoc cref="Write(string, IReadOnlyList{TensorData}, IReadOnlyDictionary{string, string}, CancellationToken)"/>
    public static void Write(
        Stream stream, IReadOnlyList<TensorData> tensors, IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellation = default)
    {
        var ordered = Order(tensors);
        var header = HeaderWriter.Write(ordered, metadata);

        Span<byte> length = stackalloc byte[SafetensorsHeader.LengthFieldSize];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header.Span);
        foreach (var tensor in ordered)
            WriteContent(stream, tensor, cancellation);
    }

    /// <summary>The order of the reference implementation: the widest alignment first, names by their UTF-8 bytes.</summary>
    private static List<TensorData> Order(IReadOnlyList<TensorData> tensors)
    {
        var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        var keyed = tensors.Select(tensor => (Name: strict.GetBytes(tensor.Name), Tensor: tensor)).ToList();
        keyed.Sort((left, right) =>
        {
            var byType = right.Tensor.DType.CompareTo(left.Tensor.DType);
            return byType != 0 ? byType : left.Name.AsSpan().SequenceCompareTo(right.Name);
        });

        var twice = tensors.GroupBy(tensor => tensor.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
            throw new ArgumentException($"Two tensors have the name '{twice.Key}'.", nameof(tensors));
        return keyed.ConvertAll(pair => pair.Tensor);
    }

    private static void WriteContent(Stream stream, TensorData tensor, CancellationToken cancellation)
    {
        var written = 0L;
        foreach (var block in tensor.Content)
        {
            cancellation.ThrowIfCancellationRequested();
            written += block.Length;
            if (written > tensor.ByteLength)
                break;
            stream.Write(block.Span);
        }

        if (written != tensor.ByteLength)
        {
            throw new ArgumentException(
                $"Tensor '{tensor.Name}' [{string.Join(',', tensor.Shape)}] {tensor.DType} needs {tensor.ByteLength} bytes, " +
                $"its blocks have {(written > tensor.ByteLength ? "more" : written)}.");
        }
    }
}
