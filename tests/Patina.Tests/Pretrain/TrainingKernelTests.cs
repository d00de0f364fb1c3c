using System.Numerics;
using Patina.Numerics;
using Patina.Pretrain.Training;

namespace Patina.Tests.Pretrain;

public sealed class TrainingKernelTests
{
    [Fact]
    public void Exponential_OfNumbersUpToZero_IsThatOfDoublesToTwoUnitsInTheLastPlace()
    {
        for (var x = -86.9f; x <= 0; x += 0.0137f)
        {
            var exact = Math.Exp(x);
            Assert.Equal(1, Exponential.Of(new Vector<float>(x))[0] / exact, 2.4e-7);
        }

        Assert.Equal(1f, Exponential.Of(Vector<float>.Zero)[0]);
        Assert.InRange(Exponential.Of(new Vector<float>(-1e9f))[0], 0, 2e-38f);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(64)]
    [InlineData(200)]
    [InlineData(256)]
    public void WeightedRows_AnyNumberOfColumns_AreAddedUp(int columns)
    {
        var random = new SeededRandom(1);
        float[] table = [.. Enumerable.Range(0, 9 * columns).Select(_ => (float)random.NextNormal())];
        int[] rows = [3, 0, 8, 3];
        float[] weights = [1, -2, 0.5f, 3];
        var sum = new float[columns];
        sum.AsSpan().Fill(float.NaN);
        WeightedRows.Sum(table, rows, weights, sum);
        for (var column = 0; column < columns; column++)
            Assert.Equal(rows.Select((row, i) => (double)weights[i] * table[(row * columns) + column]).Sum(), sum[column], 1e-5);
    }

    [Fact]
    public void WeightedRows_NoRows_AreZero()
    {
        var sum = new float[70];
        sum.AsSpan().Fill(1);
        WeightedRows.Sum([], [], [], sum);
        Assert.All(sum, value => Assert.Equal(0, value));
    }
}
