using System.Text;
using Patina.Safetensors;

namespace Patina.Tests.Safetensors;

public sealed class SafetensorsWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Target => Path.Combine(_folder.Path, "out.safetensors");

    public void Dispose() => _folder.Dispose();

    private static byte[] Written(IReadOnlyList<TensorData> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        using var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, tensors, metadata);
        return stream.ToArray();
    }

    [Fact]
    public void Write_OneTensor_GivesExactlyTheseBytes()
    {
        var bytes = Written([TensorData.Floats("w", new[] { 0f, 1f }, 1, 2)], new Dictionary<string, string> { ["b"] = "2", ["a"] = "\"é\"" });

        const string header = """{"__metadata__":{"a":"\"é\"","b":"2"},"w":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}}""";
        var padded = Encoding.UTF8.GetBytes(header + new string(' ', 7 - (Encoding.UTF8.GetByteCount(header) + 7) % 8));
        Assert.Equal(0, padded.Length % 8);
        Assert.Equal([(byte)padded.Length, 0, 0, 0, 0, 0, 0, 0, .. padded, 0, 0, 0, 0, 0, 0, 0x80, 0x3F], bytes);
    }

    [Fact]
    public void Write_NoTensors_GivesAnEmptyPaddedObject() =>
        Assert.Equal([8, 0, 0, 0, 0, 0, 0, 0, .. "{}      "u8.ToArray()], Written([]));

    [Fact]
    public void Write_TensorsInAnyOrder_GivesTheSameBytesWidestFirstThenByName()
    {
        TensorData[] tensors =
        [
            TensorData.Bytes("z8", DType.I8, new byte[] { 7 }, 1),
            TensorData.Floats("b", new[] { 2f }, 1),
            TensorData.Floats("a", new[] { 1f }, 1),
            TensorData.Bytes("n", DType.I64, new byte[8], 1),
            TensorData.Bytes("half", DType.F16, new byte[2], 1),
        ];

        var bytes = Written(tensors);
        Assert.Equal(bytes, Written([.. tensors.Reverse()]));

        File.WriteAllBytes(Target, bytes);
        using var file = SafetensorsFile.Open(Target);
        Assert.Equal(["n", "a", "b", "half", "z8"], file.Tensors.Keys);
        Assert.Equal([7], file.GetBytes("z8").ToArray());
    }

    [Fact]
    public void Write_EveryType_ReadsBackWithTheSameBytes()
    {
        var random = new Random(1);
        var expected = new Dictionary<string, byte[]>();
        var tensors = new List<TensorData>();
        foreach (var dtype in Enum.GetValues<DType>())
        {
            var content = new byte[4 * dtype.BitSize() / 8];
            random.NextBytes(content);
            expected[$"t.{dtype}"] = content;
            tensors.Add(TensorData.Bytes($"t.{dtype}", dtype, content, 2, 2));
        }

        SafetensorsWriter.Write(Target, tensors);

        using var file = SafetensorsFile.Open(Target);
        Assert.Equal(expected.Keys.Order(), file.Tensors.Keys.Order());
        foreach (var (name, content) in expected)
        {
            Assert.Equal(content, file.GetBytes(name));
            Assert.Equal([2, 2], file.Tensors[name].Shape);
        }
    }

    [Fact]
    public void Write_NamesAndMetadataOfAnyUnicode_ReadBack()
    {
        const string awkward = "a\"\\/\n\u0001\u2028é漢😀";
        SafetensorsWriter.Write(Target, [TensorData.Floats(awkward, new[] { 3f })], new Dictionary<string, string> { [awkward] = awkward });

        using var file = SafetensorsFile.Open(Target);
        Assert.Equal([3f], file.ReadFloats(awkward));
        Assert.Equal(awkward, file.Metadata[awkward]);
    }

    [Fact]
    public void Write_StreamedBlocksFromOneBuffer_ArriveInOrder()
    {
        var buffer = new byte[3];
        IEnumerable<ReadOnlyMemory<byte>> Blocks()
        {
            for (byte i = 0; i < 4; i++)
            {
                Array.Fill(buffer, i);
                yield return buffer;
            }
        }

        SafetensorsWriter.Write(Target, [TensorData.Streamed("s", DType.U8, Blocks(), 4, 3)]);

        using var file = SafetensorsFile.Open(Target);
        Assert.Equal([0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3], file.GetBytes("s").ToArray());
    }

    [Fact]
    public void Write_FloatsOverSeveralBlocks_ReadBack()
    {
        var values = Enumerable.Range(0, 600_001).Select(i => (float)i).ToArray();
        SafetensorsWriter.Write(Target, [TensorData.Floats("v", values, values.Length)]);
        using var file = SafetensorsFile.Open(Target);
        Assert.Equal(values, file.ReadFloats("v"));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Write_StreamOfAnotherLengthThanDeclared_FailsAndKeepsTheOldFile(int given)
    {
        SafetensorsWriter.Write(Target, [TensorData.Floats("old", new[] { 1f }, 1)]);
        var before = File.ReadAllBytes(Target);

        Assert.Throws<ArgumentException>(() => SafetensorsWriter.Write(
            Target, [TensorData.Streamed("s", DType.U8, [new byte[given]], 3)]));

        Assert.Equal(before, File.ReadAllBytes(Target));
        Assert.Equal([Target], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Write_Cancelled_LeavesNothing()
    {
        using var source = new CancellationTokenSource();
        IEnumerable<ReadOnlyMemory<byte>> Blocks()
        {
            yield return new byte[1];
            source.Cancel();
            yield return new byte[1];
        }

        Assert.Throws<OperationCanceledException>(() => SafetensorsWriter.Write(
            Target, [TensorData.Streamed("s", DType.U8, Blocks(), 2)], cancellation: source.Token));
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Write_HeaderOverTheLimit_IsRefused()
    {
        var metadata = new Dictionary<string, string> { ["large"] = new('a', 100_000_000) };
        var error = Assert.Throws<SafetensorsException>(() => SafetensorsWriter.Write(Stream.Null, [], metadata));
        Assert.Equal(SafetensorsError.HeaderTooLarge, error.Reason);
    }

    [Fact]
    public void Write_NameTwiceOrNoText_IsMisuse()
    {
        var tensor = TensorData.Floats("a", new[] { 1f }, 1);
        Assert.Throws<ArgumentException>(() => Written([tensor, tensor]));
        Assert.ThrowsAny<ArgumentException>(() => Written([TensorData.Floats("\ud800", new[] { 1f }, 1)]));
    }

    [Fact]
    public void TensorData_ShapeNotMatchingContent_IsMisuse()
    {
        Assert.Throws<ArgumentException>(() => TensorData.Floats("a", new[] { 1f }, 2));
        Assert.Throws<ArgumentException>(() => TensorData.Bytes("a", DType.I16, new byte[3], 2));
        Assert.Throws<ArgumentException>(() => TensorData.Bytes("a", DType.F4, new byte[1], 1));
        Assert.Throws<ArgumentException>(() => TensorData.Floats("a", new[] { 1f }, -1, -1));
        Assert.Throws<ArgumentException>(() => TensorData.Floats("__metadata__", new[] { 1f }, 1));
    }
}
