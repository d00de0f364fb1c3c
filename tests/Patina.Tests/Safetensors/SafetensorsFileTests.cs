using Patina.Safetensors;
using static Patina.Tests.Safetensors.SafetensorsBytes;

namespace Patina.Tests.Safetensors;

public sealed class SafetensorsFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private SafetensorsFile Open(byte[] bytes)
    {
        var path = Path.Combine(_folder.Path, "good.safetensors");
        File.WriteAllBytes(path, bytes);
        return SafetensorsFile.Open(path);
    }

    private SafetensorsFile OpenTensor(string dtype, byte[] data, int count)
    {
        var file = With("{" + Entry("a", dtype, $"[{count}]", $"[0,{data.Length}]") + "}", data.Length);
        data.CopyTo(file, file.Length - data.Length);
        return Open(file);
    }

    [Theory]
    [InlineData("{}\r \t\n")]
    [InlineData("\t\n{}\r ")] // some writers pad in front, to align the data with a page
    public void Open_HeaderPaddedWithWhitespace_IsAccepted(string header)
    {
        using var file = Open(With(header));
        Assert.Empty(file.Tensors);
        Assert.Empty(file.Metadata);
    }

    [Fact]
    public void Open_ScalarAndEmptyTensors_AreAccepted()
    {
        using var file = Open(With("{" + string.Join(',',
            Entry("scalar", "I32", "[]", "[0,4]"), Entry("empty", "F32", "[2,0]", "[0,0]"), Entry("end", "F64", "[0]", "[4,4]")) + "}", data: 4));

        Assert.Equal(["empty", "scalar", "end"], file.Tensors.Keys);
        Assert.Equal(1, file.Tensors["scalar"].ElementCount);
        Assert.Empty(file.Tensors["scalar"].Shape);
        Assert.Equal([2, 0], file.Tensors["empty"].Shape);
        Assert.Equal(0, file.Tensors["empty"].ElementCount);
        Assert.True(file.GetBytes("empty").IsEmpty);
        Assert.Empty(file.ReadFloats("end"));
    }

    [Fact]
    public void Open_EntriesInAnotherOrderThanTheirData_AreFoundByOffset()
    {
        var bytes = With("""{"__metadata__":{"format":"pt","ключ":"значение"},""" +
            Entry("second", "U8", "[2]", "[1,3]") + "," + Entry("first", "U8", "[1]", "[0,1]") + "}", data: 3);
        bytes[^3] = 1;
        bytes[^2] = 2;
        bytes[^1] = 3;

        using var file = Open(bytes);

        Assert.Equal(["first", "second"], file.Tensors.Keys);
        Assert.Equal(new byte[] { 1 }, file.GetBytes("first"));
        Assert.Equal(new byte[] { 2, 3 }, file.GetBytes("second"));
        Assert.Equal("значение", file.Metadata["ключ"]);
        var info = file.GetTensor("second");
        Assert.Equal("'second' [2] U8", info.ToString());
        Assert.Equal((DType.U8, 2L), (info.DType, info.ByteLength));
    }

    public static TheoryData<string, byte[], float[]> Conversions => new()
    {
        { "F32", Bytes(1.5f, -2f, float.NaN), [1.5f, -2f, float.NaN] },
        { "F64", Bytes(0.1, 1e300), [0.1f, float.PositiveInfinity] },
        { "F16", Bytes((Half)0.5f, (Half)(-65504f), Half.Epsilon), [0.5f, -65504f, 5.9604645e-8f] },
        { "BF16", Bytes<ushort>(0x3F80, 0xC0A0, 0x7F80), [1f, -5f, float.PositiveInfinity] },
        { "I8", Bytes<sbyte>(-128, 127), [-128f, 127f] },
        { "U8", Bytes<byte>(0, 255), [0f, 255f] },
        { "BOOL", Bytes<byte>(0, 1), [0f, 1f] },
        { "I16", Bytes(short.MinValue, (short)7), [-32768f, 7f] },
        { "U16", Bytes(ushort.MaxValue), [65535f] },
        { "I32", Bytes(int.MinValue, 16_777_217), [-2147483648f, 16777216f] },
        { "U32", Bytes(uint.MaxValue), [4294967296f] },
        { "I64", Bytes(long.MinValue, 3L), [-9223372036854775808f, 3f] },
        { "U64", Bytes(ulong.MaxValue), [18446744073709551616f] },
    };

    [Theory]
    [MemberData(nameof(Conversions))]
    public void ReadFloats_EachStoredType_Converts(string dtype, byte[] stored, float[] expected)
    {
        // An odd header puts the data at an odd address.
        using var file = OpenTensor(dtype, stored, expected.Length);
        Assert.Equal(expected, file.ReadFloats("a"));

        var filled = new float[expected.Length];
        file.ReadFloats("a", filled);
        Assert.Equal(expected, filled);
    }

    [Theory]
    [InlineData("F4", 1, 2)]
    [InlineData("F6_E3M2", 3, 4)]
    [InlineData("F8_E4M3", 2, 2)]
    [InlineData("C64", 8, 1)]
    public void ReadFloats_TypeWithoutConversion_IsRefusedButBytesAreThere(string dtype, int bytes, int count)
    {
        using var file = OpenTensor(dtype, new byte[bytes], count);
        Assert.Equal(bytes, file.GetBytes("a").Length);
        var error = Assert.Throws<SafetensorsException>(() => file.ReadFloats("a"));
        Assert.Equal(SafetensorsError.UnsupportedConversion, error.Reason);
    }

    [Fact]
    public void ReadFloats_PartOfATensor_StartsAtTheElement()
    {
        using var file = OpenTensor("I16", Bytes<short>(10, 20, 30, 40), 4);
        var part = new float[2];
        file.ReadFloats(file.GetTensor("a"), 1, part);
        Assert.Equal([20f, 30f], part);
        Assert.Equal(Bytes<short>(30), file.GetBytes(file.GetTensor("a"), 4, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => file.ReadFloats(file.GetTensor("a"), 3, part));
        Assert.Throws<ArgumentOutOfRangeException>(() => file.GetBytes(file.GetTensor("a"), 7, 2).Length);
        Assert.Throws<ArgumentException>(() => file.ReadFloats("a", part));
    }

    [Fact]
    public void GetTensor_UnknownName_SaysWhichThereAre()
    {
        using var file = OpenTensor("U8", [1], 1);
        var error = Assert.Throws<SafetensorsException>(() => file.GetBytes("b").Length);
        Assert.Equal(SafetensorsError.TensorNotFound, error.Reason);
        Assert.Contains("'a'", error.Message);
    }

    [Fact]
    public void GetBytes_AfterDispose_Throws()
    {
        var file = OpenTensor("U8", [1], 1);
        file.Dispose();
        file.Dispose();
        Assert.Throws<ObjectDisposedException>(() => file.GetBytes("a").Length);
    }

    [Fact]
    public void Open_MissingFile_IsAnInputOutputError() =>
        Assert.Throws<FileNotFoundException>(() => SafetensorsFile.Open(Path.Combine(_folder.Path, "none.safetensors")));

    private static byte[] Bytes<T>(params T[] values)
        where T : unmanaged => System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
}
