using Patina.Numerics;

namespace Patina.Tests.Numerics;

public sealed class QuantizedRowTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(256)]
    [InlineData(300)]
    public void AddScaled_AroundVectorLengths_GivesTheBitsOfTheDefinition(int length)
    {
        var random = new Random(length);
        var row = Enumerable.Range(0, length).Select(i => i < 2 ? (sbyte)(i == 0 ? -128 : 127) : (sbyte)random.Next(-128, 128)).ToArray();
        var sum = Enumerable.Range(0, length).Select(_ => random.NextSingle()).ToArray();
        var expected = (float[])sum.Clone();

        QuantizedRow.AddScaled(row, 0.0123f, sum);
        QuantizedRow.AddScaledScalar(row, 0.0123f, expected);

        Assert.Equal(expected, sum);
    }

    [Fact]
    public void AddScaledScalar_ByHand_Adds()
    {
        var sum = new[] { 1f, 2f, 3f };
        QuantizedRow.AddScaledScalar([-128, 0, 127], 0.5f, sum);
        Assert.Equal([-63f, 2f, 66.5f], sum);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(100)]
    [InlineData(256)]
    public void Sum_OfRows_GivesTheBitsOfRowAfterRow(int columns)
    {
        var random = new SeededRandom(3);
        sbyte[] table = [.. Enumerable.Range(0, 7 * columns).Select(_ => (sbyte)(random.Next(256) - 128))];
        int[] rows = [6, 0, 3, 3];
        float[] factors = [0.0123f, -1.7f, 3e-3f, 2];
        var (sum, expected) = (new float[columns], new float[columns]);
        sum.AsSpan().Fill(float.NaN);
        QuantizedRow.Sum(table, rows, factors, sum);
        for (var i = 0; i < rows.Length; i++)
            QuantizedRow.AddScaledScalar(table.AsSpan(rows[i] * columns, columns), factors[i], expected);
        Assert.Equal(expected, sum);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    [InlineData(int.MaxValue)]
    public void Sum_RowThatIsNotThere_IsMisuse(int row) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => QuantizedRow.Sum(new sbyte[128], [row], [1], new float[64]));

    [Fact]
    public void AddScaled_LengthsThatDiffer_IsMisuse() =>
        Assert.Throws<ArgumentException>(() => QuantizedRow.AddScaled([1, 2], 1, new float[3]));
}
