using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Patina.Embeddings.Onnx.Graphs;

/// <summary>Writes the fields of one protobuf message. Fields that hold their default value are the caller's to leave out.</summary>
internal sealed class ProtobufWriter
{
    private const int Varint = 0;
    private const int LengthDelimited = 2;
    private const int Fixed32 = 5;

    private readonly ArrayBufferWriter<byte> _bytes = new();

    public int Length => _bytes.WrittenCount;

    public ReadOnlyMemory<byte> Written => _bytes.WrittenMemory;

    public ProtobufWriter Integer(int field, long value)
    {
        Tag(field, Varint);
        Raw((ulong)value);
        return this;
    }

    public ProtobufWriter Float(int field, float value)
    {
        Tag(field, Fixed32);
        BinaryPrimitives.WriteSingleLittleEndian(_bytes.GetSpan(4), value);
        _bytes.Advance(4);
        return this;
    }

    public ProtobufWriter Text(int field, string value)
    {
        StartBytes(field, Encoding.UTF8.GetByteCount(value));
        Encoding.UTF8.GetBytes(value, _bytes);
        return this;
    }

    public ProtobufWriter Message(int field, ProtobufWriter message)
    {
        StartBytes(field, message.Length);
        _bytes.Write(message.Written.Span);
        return this;
    }

    /// <summary>The head of a message or byte string whose content the caller writes elsewhere.</summary>
    public ProtobufWriter StartBytes(int field, long length)
    {
        Tag(field, LengthDelimited);
        Raw((ulong)length);
        return this;
    }

    private void Tag(int field, int wireType) => Raw((ulong)((field << 3) | wireType));

    private void Raw(ulong value)
    {
        const int longest = 10;
        var span = _bytes.GetSpan(longest);
        var written = 0;
        for (; value >= 0x80; value >>= 7)
            span[written++] = (byte)(value | 0x80);
        span[written++] = (byte)value;
        _bytes.Advance(written);
    }
}
