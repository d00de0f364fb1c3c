namespace Patina.Embeddings.Onnx.Files;

/// <summary>Walks over the fields of one protobuf message without copying; contents that are not asked for are not touched.</summary>
internal ref struct ProtobufReader(ReadOnlySpan<byte> message)
{
    private ReadOnlySpan<byte> _rest = message;

    /// <summary>The number of the field that <see cref="Next"/> found.</summary>
    public int Field { get; private set; }

    /// <summary>Its content, where it is a message, a text or bytes; else empty.</summary>
    public ReadOnlySpan<byte> Content { get; private set; }

    /// <summary>Its value, where it is a whole number; else 0.</summary>
    public ulong Number { get; private set; }

    /// <summary>Moves to the next field.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="InvalidDataException">The bytes are no such message.</exception>
    public bool Next()
    {
        if (_rest.IsEmpty)
            return false;

        var tag = ReadVarint();
        Field = (int)Math.Min(tag >> 3, int.MaxValue);
        Content = default;
        Number = 0;
        switch (tag & 7)
        {
            case 0: Number = ReadVarint(); break;
            case 1: Take(8); break;
            case 2: Content = Take(ReadVarint()); break;
            case 5: Take(4); break;
            default: throw new InvalidDataException($"wire type {tag & 7} does not exist");
        }

        return true;
    }

    private ulong ReadVarint()
    {
        var value = 0UL;
        for (var i = 0; i < 10 && i < _rest.Length; i++)
        {
            value |= (ulong)(_rest[i] & 0x7f) << (7 * i);
            if (_rest[i] < 0x80)
            {
                _rest = _rest[(i + 1)..];
                return value;
            }
        }

        throw new InvalidDataException("a number has no end");
    }

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)_rest.Length)
            throw new InvalidDataException($"a field of {length} bytes reaches beyond the end");
        var content = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return content;
    }
}
