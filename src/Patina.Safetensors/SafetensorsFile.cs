using Patina.Safetensors.Native;

namespace Patina.Safetensors;

/// <summary>
/// A safetensors file, opened for reading: checked against every rule of the format, then read in place through a
/// memory mapping. Thread-safe, except that nothing may be read from it, nor from spans it gave, once it is disposed.
/// </summary>
public sealed class SafetensorsFile : IDisposable
{
    private readonly MappedFile _file;
    private readonly SafetensorsHeader _header;

    private SafetensorsFile(string path, MappedFile file, SafetensorsHeader header)
    {
        Path = path;
        _file = file;
        _header = header;
    }

    /// <summary>The path it was opened by.</summary>
    public string Path { get; }

    /// <summary>The tensors by name, in the order of their data.</summary>
    public IReadOnlyDictionary<string, TensorInfo> Tensors => _header.Tensors;

    /// <summary>The strings under <c>__metadata__</c>; empty where there are none.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _header.Metadata;

    /// <summary>Maps and checks a file. The contents of the tensors are not looked at.</summary>
    /// <exception cref="SafetensorsException">The file breaks a rule of the format.</exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    public static SafetensorsFile Open(string path)
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("safetensors files are little-endian; this machine is not.");

        var file = new MappedFile(path);
        try
        {
            return new SafetensorsFile(path, file, HeaderReader.Read(file, path));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <exception cref="SafetensorsException"><see cref="SafetensorsError.TensorNotFound"/>.</exception>
    public TensorInfo GetTensor(string name)
    {
        if (_header.Tensors.TryGetValue(name, out var tensor))
            return tensor;

        var known = string.Join(", ", _header.Tensors.Keys.Take(8).Select(SafetensorsException.Quote));
        throw new SafetensorsException(SafetensorsError.TensorNotFound,
            $"{Path}: has no tensor {SafetensorsException.Quote(name)}; it has {_header.Tensors.Count}, the first: {known}. " +
            "Is it the file of another model?");
    }

    /// <summary>The bytes of a tensor in place: little-endian, row-major, at no particular alignment.</summary>
    /// <exception cref="SafetensorsException">
    /// <see cref="SafetensorsError.TensorNotFound"/>; <see cref="SafetensorsError.TensorTooLarge"/> from 2 GiB on.
    /// </exception>
    public ReadOnlySpan<byte> GetBytes(string name) => GetBytes(GetTensor(name));

    /// <inheritdoc cref="GetBytes(string)"/>
    public ReadOnlySpan<byte> GetBytes(TensorInfo tensor)
    {
        if (tensor.ByteLength > int.MaxValue)
        {
            throw new SafetensorsException(SafetensorsError.TensorTooLarge,
                $"{Path}: tensor {tensor} has {tensor.ByteLength} bytes, one span covers {int.MaxValue}. Read it in parts.");
        }

        return _file.Slice(_header.ByteLength + tensor.Offset, (int)tensor.ByteLength);
    }

    /// <summary>Part of the bytes of a tensor, for those that are too large for one span.</summary>
    /// <param name="offset">First byte, counted from the tensor's own.</param>
    /// <param name="length">Bytes.</param>
    public ReadOnlySpan<byte> GetBytes(TensorInfo tensor, long offset, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, tensor.ByteLength - length);
        return _file.Slice(_header.ByteLength + tensor.Offset + offset, length);
    }

    /// <summary>Reads a whole tensor as 32-bit floats, converting where it is stored as something else.</summary>
    /// <param name="destination">Receives the elements, row-major; as long as the tensor has elements.</param>
    /// <exception cref="SafetensorsException">
    /// <see cref="SafetensorsError.TensorNotFound"/> or <see cref="SafetensorsError.UnsupportedConversion"/>.
    /// </exception>
    public void ReadFloats(string name, Span<float> destination)
    {
        var tensor = GetTensor(name);
        if (destination.Length != tensor.ElementCount)
        {
            throw new ArgumentException(
                $"Tensor {tensor} has {tensor.ElementCount} elements, the destination {destination.Length}.", nameof(destination));
        }

        ReadFloats(tensor, 0, destination);
    }

    /// <summary>Reads consecutive elements of a tensor as 32-bit floats.</summary>
    /// <param name="first">The first element, counted row-major.</param>
    /// <param name="destination">Receives the elements; its length says how many.</param>
    /// <inheritdoc cref="ReadFloats(string, Span{float})"/>
    public void ReadFloats(TensorInfo tensor, long first, Span<float> destination)
    {
        if (!FloatConversion.IsSupported(tensor.DType))
        {
            throw new SafetensorsException(SafetensorsError.UnsupportedConversion,
                $"{Path}: tensor {tensor} cannot be read as 32-bit floats. Use a checkpoint in F32, F16 or BF16.");
        }

        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, tensor.ElementCount - destination.Length);

        // Blocks keep the byte count of one within an int, whatever the destination's length.
        const int block = 1 << 24;
        var size = tensor.DType.BitSize() / 8;
        for (var done = 0; done < destination.Length; done += block)
        {
            var part = destination.Slice(done, Math.Min(block, destination.Length - done));
            FloatConversion.Convert(tensor.DType, GetBytes(tensor, (first + done) * size, part.Length * size), part);
        }
    }

    /// <summary>Reads a whole tensor into a new array.</summary>
    /// <inheritdoc cref="ReadFloats(string, Span{float})"/>
    public float[] ReadFloats(string name)
    {
        var tensor = GetTensor(name);
        if (tensor.ElementCount > Array.MaxLength)
        {
            throw new SafetensorsException(SafetensorsError.TensorTooLarge,
                $"{Path}: tensor {tensor} has more elements than one array can hold. Read it in parts.");
        }

        var values = new float[tensor.ElementCount];
        ReadFloats(tensor, 0, values);
        return values;
    }

    /// <summary>
    /// Gives the memory back that reading a tensor took, for those who go through files larger than the memory; what is read again comes from
    /// the file again.
    /// </summary>
    public void Release(TensorInfo tensor) => _file.Release(_header.ByteLength + tensor.Offset, tensor.ByteLength);

    public void Dispose() => _file.Dispose();
}
