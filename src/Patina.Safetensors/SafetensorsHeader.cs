namespace Patina.Safetensors;

/// <summary>The checked header of a file.</summary>
/// <param name="Tensors">In the order of their data.</param>
/// <param name="ByteLength">Bytes before the data: the length field and the header with its padding.</param>
internal sealed record SafetensorsHeader(
    OrderedDictionary<string, TensorInfo> Tensors, IReadOnlyDictionary<string, string> Metadata, long ByteLength)
{
    /// <summary>The limit of the format's reference implementation.</summary>
    public const int LargestHeader = 100_000_000;

    public const int LengthFieldSize = 8;

    /// <summary>The key that holds metadata and is no tensor.</summary>
    public const string MetadataKey = "__metadata__";
}
