using Patina.Embeddings.Onnx.Native;

namespace Patina.Embeddings.Onnx.Files;

/// <summary>What must be known of an ONNX file before ONNX Runtime opens it.</summary>
/// <param name="ExternalFiles">The files that it keeps weights in, as it names them: relative to its own folder.</param>
/// <param name="MixesRows">
/// Whether it quantizes what flows through it by the range of a whole batch, so that texts of a batch change each other's vectors.
/// </param>
/// <param name="Precision">Of its weights, as the file itself says; null where it does not.</param>
internal sealed record GraphFile(IReadOnlyCollection<string> ExternalFiles, bool MixesRows, ModelPrecision? Precision)
{
    /// <summary>Reads the structure of a file and skips its weights.</summary>
    /// <exception cref="EmbeddingException"><see cref="EmbeddingError.BadWeights"/>: it is no ONNX file.</exception>
    public static GraphFile Read(string path)
    {
        using (var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0))
        {
            if (stream.Length is 0 or > int.MaxValue)
                throw Bad(path, $"has {stream.Length} bytes; an ONNX file has 1 to {int.MaxValue}");
        }

        using var mapped = new MappedBytes(path);
        var scan = new GraphScan();
        try
        {
            scan.Model(mapped.Bytes);
        }
        catch (InvalidDataException error)
        {
            throw Bad(path, $"is no ONNX file ({error.Message})", error);
        }

        return scan.HasGraph ? new GraphFile(scan.Files, scan.MixesRows, scan.Precision is { } word ? Precisions.Parse(word) : null) : throw Bad(path, "is no ONNX file (it has no graph)");
    }

    private static EmbeddingException Bad(string path, string what, Exception? inner = null) =>
        new(EmbeddingError.BadWeights, $"{path}: {what}. Fetch the model again.", inner);
}
