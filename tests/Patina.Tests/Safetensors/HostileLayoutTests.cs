using Patina.Safetensors;
using static Patina.Tests.Safetensors.SafetensorsBytes;

namespace Patina.Tests.Safetensors;

/// <summary>One bad file per rule that ties shapes, offsets and the size of the file.</summary>
public sealed class HostileLayoutTests
{
    private static string Header(params string[] entries) => "{" + string.Join(',', entries) + "}";

    [Theory]
    [InlineData("[2,18446744073709551614]")] // elements
    [InlineData("[4611686018427387904]")] // bits
    [InlineData("[4294967296,4294967296,4294967296]")]
    [InlineData("[0,9223372036854775808]")] // nothing stored, but no size of an array
    public void Open_ShapeOverflowing_IsRefused(string shape) =>
        Assert.Equal(SafetensorsError.ShapeOverflow, ReasonFor(With(Header(Entry("a", "I32", shape, "[0,16]")), data: 16)));

    [Theory]
    [InlineData("F4", "[1,3]", 2)]
    [InlineData("F6_E2M3", "[3]", 3)]
    public void Open_SubByteElementsNotFillingAByte_IsRefused(string dtype, string shape, int data) =>
        Assert.Equal(SafetensorsError.Misaligned, ReasonFor(With(Header(Entry("a", dtype, shape, $"[0,{data}]")), data)));

    [Theory]
    [InlineData("[2,2]", 4)]
    [InlineData("[]", 8)]
    [InlineData("[0]", 4)]
    public void Open_OffsetsCoveringAnotherSize_IsRefused(string shape, int data) =>
        Assert.Equal(SafetensorsError.SizeMismatch, ReasonFor(With(Header(Entry("a", "I32", shape, $"[0,{data}]")), data)));

    [Theory]
    [InlineData("[4,0]")]
    [InlineData("[0,8]")]
    [InlineData("[18446744073709551611,18446744073709551615]")]
    public void Open_OffsetsBackwardsOrBehindTheEnd_IsRefused(string offsets) =>
        Assert.Equal(SafetensorsError.OffsetsOutOfRange, ReasonFor(With(Header(Entry("a", "I32", "[1]", offsets)), data: 4)));

    [Fact]
    public void Open_FileCutShort_IsRefused() =>
        Assert.Equal(SafetensorsError.OffsetsOutOfRange, ReasonFor(With(Header(Entry("a", "I32", "[2,2]", "[0,16]")), data: 14)));

    [Fact]
    public void Open_TwoTensorsOverTheSameBytes_IsRefused() =>
        Assert.Equal(SafetensorsError.Overlap, ReasonFor(With(Header(
            Entry("a", "I32", "[4]", "[0,16]"), Entry("b", "I32", "[4]", "[0,16]")), data: 16)));

    [Fact]
    public void Open_TensorsOverlappingInPart_IsRefused() =>
        Assert.Equal(SafetensorsError.Overlap, ReasonFor(With(Header(
            Entry("a", "I8", "[4]", "[0,4]"), Entry("b", "I8", "[4]", "[3,7]")), data: 7)));

    [Theory]
    [InlineData("[4,8]", "[8,12]")] // before the first
    [InlineData("[0,4]", "[8,12]")] // between
    public void Open_BytesBetweenTensors_IsRefused(string first, string second) =>
        Assert.Equal(SafetensorsError.Hole, ReasonFor(With(Header(
            Entry("a", "I32", "[1]", first), Entry("b", "I32", "[1]", second)), data: 12)));

    [Fact]
    public void Open_BytesAfterTheLastTensor_IsRefused()
    {
        Assert.Equal(SafetensorsError.TrailingBytes, ReasonFor(With(Header(Entry("a", "I32", "[1]", "[0,4]")), data: 5)));
        Assert.Equal(SafetensorsError.TrailingBytes, ReasonFor(With("{}", data: 1)));
    }
}
