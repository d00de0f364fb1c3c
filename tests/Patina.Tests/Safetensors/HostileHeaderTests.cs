using System.Buffers.Binary;
using Patina.Safetensors;
using static Patina.Tests.Safetensors.SafetensorsBytes;

namespace Patina.Tests.Safetensors;

/// <summary>One bad file per rule of the header's form.</summary>
public sealed class HostileHeaderTests
{
    private const string Good = """{"dtype":"I32","shape":[1],"data_offsets":[0,4]}""";

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void Open_FileShorterThanLengthField_IsRefused(int bytes) =>
        Assert.Equal(SafetensorsError.HeaderTooSmall, ReasonFor(new byte[bytes]));

    [Theory]
    [InlineData(100_000_001)]
    [InlineData(long.MaxValue)]
    [InlineData(-1)] // read as unsigned: 2^64 - 1
    public void Open_HeaderLengthOverTheLimit_IsRefused(long length)
    {
        var file = With("{}");
        BinaryPrimitives.WriteInt64LittleEndian(file, length);
        Assert.Equal(SafetensorsError.HeaderTooLarge, ReasonFor(file));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(100_000_000)]
    public void Open_HeaderLengthBeyondTheFile_IsRefused(long length)
    {
        var file = With("{}");
        BinaryPrimitives.WriteInt64LittleEndian(file, length);
        Assert.Equal(SafetensorsError.HeaderTruncated, ReasonFor(file));
    }

    [Theory]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { (byte)'{', (byte)'"', 0xC0, 0xAF, (byte)'"', (byte)'}' })] // overlong
    [InlineData(new byte[] { (byte)'{', (byte)'"', 0xED, 0xA0, 0x80, (byte)'"', (byte)'}' })] // surrogate
    public void Open_HeaderNotUtf8_IsRefused(byte[] header) =>
        Assert.Equal(SafetensorsError.HeaderNotUtf8, ReasonFor(With(header)));

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{} {}")]
    [InlineData("{},")]
    [InlineData("{}\0")]
    [InlineData("\uFEFF{}")]
    [InlineData("{/* a */}")]
    [InlineData("""{"\ud800":0}""")]
    [InlineData("{'a':1}")]
    public void Open_HeaderNotOneJsonObject_IsRefused(string header) =>
        Assert.Equal(SafetensorsError.HeaderNotJson, ReasonFor(With(header)));

    [Fact]
    public void Open_DeeplyNestedHeader_IsRefused()
    {
        var header = "{\"a\":" + new string('[', 100_000) + new string(']', 100_000) + "}";
        Assert.Equal(SafetensorsError.InvalidEntry, ReasonFor(With(header)));

        var shape = "{\"a\":{\"shape\":" + new string('[', 100_000) + new string(']', 100_000) + "}}";
        Assert.Equal(SafetensorsError.HeaderNotJson, ReasonFor(With(shape)));
    }

    [Theory]
    [InlineData("""{"a":GOOD,"a":GOOD}""")]
    [InlineData("""{"a":GOOD,"\u0061":GOOD}""")]
    [InlineData("""{"__metadata__":{},"__metadata__":{}}""")]
    [InlineData("""{"__metadata__":{"k":"1","k":"2"}}""")]
    [InlineData("""{"a":{"dtype":"I32","dtype":"I32","shape":[1],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"I32","shape":[1],"shape":[1],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"I32","shape":[1],"data_offsets":[0,4],"data_offsets":[0,4]}}""")]
    public void Open_NameTwiceInOneObject_IsRefused(string header) =>
        Assert.Equal(SafetensorsError.DuplicateKey, ReasonFor(With(header.Replace("GOOD", Good), data: 4)));

    [Theory]
    [InlineData("""{"__metadata__":null}""")]
    [InlineData("""{"__metadata__":"text"}""")]
    [InlineData("""{"__metadata__":{"k":1}}""")]
    [InlineData("""{"__metadata__":{"k":{"deep":"er"}}}""")]
    public void Open_MetadataNotStrings_IsRefused(string header) =>
        Assert.Equal(SafetensorsError.InvalidMetadata, ReasonFor(With(header)));

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"dtype":"I32","shape":[1]}""")]
    [InlineData("""{"dtype":"I32","data_offsets":[0,4]}""")]
    [InlineData("""{"shape":[1],"data_offsets":[0,4]}""")]
    [InlineData("""{"dtype":7,"shape":[1],"data_offsets":[0,4]}""")]
    [InlineData("""{"dtype":"I32","shape":1,"data_offsets":[0,4]}""")]
    [InlineData("""{"dtype":"I32","shape":[-1],"data_offsets":[0,4]}""")]
    [InlineData("""{"dtype":"I32","shape":[1.0],"data_offsets":[0,4]}""")]
    [InlineData("""{"dtype":"I32","shape":[1e0],"data_offsets":[0,4]}""")]
    [InlineData("""{"dtype":"I32","shape":["1"],"data_offsets":[0,4]}""")]
    [InlineData("""{"dtype":"I32","shape":[18446744073709551616],"data_offsets":[0,4]}""")]
    [InlineData("""{"dtype":"I32","shape":[1],"data_offsets":[4]}""")]
    [InlineData("""{"dtype":"I32","shape":[1],"data_offsets":[0,4,8]}""")]
    [InlineData("""{"dtype":"I32","shape":[1],"data_offsets":{"0":4}}""")]
    [InlineData("""{"dtype":"I32","shape":[1],"data_offsets":[0,4],"stride":[1]}""")]
    public void Open_EntryOfAnotherForm_IsRefused(string entry) =>
        Assert.Equal(SafetensorsError.InvalidEntry, ReasonFor(With($$"""{"a":{{entry}}}""", data: 4)));

    [Theory]
    [InlineData("F23")]
    [InlineData("f32")]
    [InlineData("0")]
    [InlineData("")]
    [InlineData("I32, U32")]
    public void Open_UnknownDType_IsRefused(string dtype) =>
        Assert.Equal(SafetensorsError.UnknownDType, ReasonFor(With("{" + Entry("a", dtype, "[1]", "[0,4]") + "}", data: 4)));

    [Fact]
    public void Open_NameWithControlCharacters_IsClippedAndCleanedInTheMessage()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "x.safetensors");
        File.WriteAllBytes(path, With("{\"\\u001b[2J" + new string('x', 10_000) + "\":null}"));

        var message = Assert.Throws<SafetensorsException>(() => SafetensorsFile.Open(path)).Message;

        Assert.DoesNotContain('\u001b', message);
        Assert.InRange(message.Length, 1, path.Length + 200);
    }

    [Fact]
    public void Open_RandomDamageToAGoodFile_NeverThrowsAnythingElse()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "fuzz.safetensors");
        var good = With("""{"__metadata__":{"k":"v"},""" + Entry("a", "F32", "[2,2]", "[0,16]") + "," + Entry("b", "I8", "[3]", "[16,19]") + "}", data: 19);
        var random = new Random(5);
        var refused = 0;
        for (var round = 0; round < 500; round++)
        {
            var bad = (byte[])good.Clone();
            for (var hit = random.Next(1, 4); hit > 0; hit--)
                bad[random.Next(bad.Length - 19)] = (byte)random.Next(256);
            File.WriteAllBytes(path, random.Next(4) == 0 ? bad[..random.Next(bad.Length)] : bad);
            try
            {
                SafetensorsFile.Open(path).Dispose();
            }
            catch (SafetensorsException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 400, 500);
    }
}
