using Patina.Numerics;

namespace Patina.Tests.Numerics;

public sealed class ReluTests
{
    [Fact]
    public void Forward_TwoRows_AddsBiasThenCutsBelowZero()
    {
        float[] rows = [1, -1, 0.5f, -2, 3, -0.5f];
        Relu.Forward(rows, [0.5f, 0.5f, -1]);
        Assert.Equal([1.5f, 0, 0, 0, 3.5f, 0], rows);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(16)]
    [InlineData(37)]
    public void Backward_AnyLength_PassesOnlyWhereOutputIsAboveZero(int length)
    {
        float[] outputs = [.. Enumerable.Range(0, length).Select(i => i % 3 == 0 ? 0f : i)];
        float[] gradient = [.. Enumerable.Range(0, length).Select(i => 10f + i)];

        Relu.Backward(outputs, gradient);

        Assert.Equal(Enumerable.Range(0, length).Select(i => i % 3 == 0 ? 0f : 10f + i), gradient);
    }

    [Fact]
    public void WrongLengths_Throw()
    {
        Assert.Throws<ArgumentException>(() => Relu.Forward(new float[5], new float[2]));
        Assert.Throws<ArgumentException>(() => Relu.Backward(new float[5], new float[4]));
    }
}
