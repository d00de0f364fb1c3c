using Patina.Numerics;
using Patina.Numerics.Lanes;
using Patina.Numerics.Multiplication;

namespace Patina.Tests.Numerics;

public sealed class GemmTests
{
    /// <summary>Sizes around every tile edge: 6 rows; 2, 8, 16, 32 and 64 columns; 256 steps; 96 rows and 512 columns of a strip.</summary>
    public static TheoryData<int, int, int> Shapes() => new()
    {
        { 1, 1, 1 }, { 1, 7, 3 }, { 5, 15, 4 }, { 6, 16, 8 }, { 7, 17, 9 }, { 6, 32, 255 }, { 12, 33, 256 }, { 13, 31, 257 },
        { 2, 63, 3 }, { 11, 64, 5 }, { 18, 65, 40 }, { 95, 66, 513 }, { 97, 513, 20 }, { 1, 600, 64 }, { 600, 1, 64 },
        { 1540, 9, 5 }, { 3, 4100, 7 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Multiply_AnyShapeLayoutAndWidth_EqualsDoubleReference(int rows, int columns, int depth)
    {
        var (left, right) = (Sample(rows * depth, 1), Sample(depth * columns, 2));
        foreach (var (transposeLeft, transposeRight) in Layouts)
        {
            var expected = Reference(left, transposeLeft, right, transposeRight, rows, columns, depth);
            foreach (var gemm in EveryWidth())
            {
                var result = new float[rows * columns];
                gemm.Multiply(View(left, rows, depth, transposeLeft), View(right, depth, columns, transposeRight), result);
                AssertClose(expected, result, depth);
            }
        }
    }

    [Fact]
    public void Multiply_Accumulate_AddsToWhatIsThere()
    {
        foreach (var gemm in EveryWidth())
        {
            var (left, right) = (Sample(7 * 300, 1), Sample(300 * 33, 2));
            var result = Enumerable.Repeat(2f, 7 * 33).ToArray();

            gemm.Multiply(new MatrixView(left, 7, 300), new MatrixView(right, 300, 33), result, accumulate: true);

            var expected = Reference(left, false, right, false, 7, 33, 300).Select(value => value + 2).ToArray();
            AssertClose(expected, result, 300);
        }
    }

    [Fact]
    public void Multiply_DepthZero_ClearsOrKeepsResult()
    {
        float[] result = [1, 2, 3, 4];
        var gemm = new Gemm(1);

        gemm.Multiply(new MatrixView([], 2, 0), new MatrixView([], 0, 2), result, accumulate: true);
        Assert.Equal([1, 2, 3, 4], result);

        gemm.Multiply(new MatrixView([], 2, 0), new MatrixView([], 0, 2), result);
        Assert.Equal([0, 0, 0, 0], result);
    }

    [Theory]
    [InlineData(384, 260, 300)]
    [InlineData(131, 1100, 70)]
    [InlineData(1, 3000, 900)]
    public void Multiply_AnyNumberOfThreads_GivesSameBits(int rows, int columns, int depth)
    {
        var (left, right) = (Sample(rows * depth, 3), Sample(depth * columns, 4));
        var results = new[] { 1, 2, 3, 8 }.Select(threads =>
        {
            var result = new float[rows * columns];
            new Gemm(threads).Multiply(new MatrixView(left, rows, depth), new MatrixView(right, depth, columns), result);
            return result;
        }).ToArray();

        Assert.All(results, result => Assert.Equal(results[0], result));
    }

    [Fact]
    public void Multiply_SmallerProductAfterLarger_IgnoresOldScratch()
    {
        var gemm = new Gemm(1);
        gemm.Multiply(new MatrixView(Sample(90 * 90, 5), 90, 90), new MatrixView(Sample(90 * 90, 6), 90, 90), new float[90 * 90]);

        float[] result = new float[1];
        gemm.Multiply(new MatrixView([3], 1, 1), new MatrixView([4], 1, 1), result);

        Assert.Equal([12], result);
    }

    [Fact]
    public void MatrixView_SpanOfOtherLength_Throws()
    {
        Assert.Throws<ArgumentException>(() => { _ = new MatrixView(new float[5], 2, 3); });
        Assert.Throws<ArgumentException>(() => { _ = new MatrixView(new float[4], 65536, 65536); });
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = new MatrixView([], -1, 0); });
    }

    [Fact]
    public void Multiply_ShapesThatDoNotFit_Throws()
    {
        var gemm = new Gemm(1);
        var six = new float[6];
        Assert.Throws<ArgumentException>(() => gemm.Multiply(new MatrixView(six, 2, 3), new MatrixView(six, 2, 3), new float[4]));
        Assert.Throws<ArgumentException>(() => gemm.Multiply(new MatrixView(six, 2, 3), new MatrixView(six, 3, 2), new float[5]));
        Assert.Throws<ArgumentException>(
            () => gemm.Multiply(new MatrixView(six, 2, 3), new MatrixView(new float[9], 3, 3), six));
    }

    private static (bool Left, bool Right)[] Layouts => [(false, false), (false, true), (true, false), (true, true)];

    /// <summary>Vector lanes run everywhere: without the hardware the runtime computes them in software.</summary>
    private static IEnumerable<Gemm> EveryWidth() =>
    [
        new(new BlockedProduct<LaneScalar>(1)),
        new(new BlockedProduct<Lane128>(1)),
        new(new BlockedProduct<LanePair<Lane128>>(1)),
        new(new BlockedProduct<Lane256>(1)),
        new(new BlockedProduct<LanePair<Lane512>>(2)),
    ];

    private static float[] Sample(int length, ulong seed)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (float)random.NextNormal())];
    }

    private static MatrixView View(float[] values, int rows, int columns, bool transposed) =>
        transposed ? new MatrixView(values, columns, rows).Transposed : new MatrixView(values, rows, columns);

    private static double[] Reference(
        float[] left, bool transposeLeft, float[] right, bool transposeRight, int rows, int columns, int depth)
    {
        var result = new double[rows * columns];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                for (var step = 0; step < depth; step++)
                {
                    result[(row * columns) + column] +=
                        (double)left[transposeLeft ? (step * rows) + row : (row * depth) + step] *
                        right[transposeRight ? (column * depth) + step : (step * columns) + column];
                }
            }
        }

        return result;
    }

    /// <summary>A sum of n products of standard normals is off by about √n roundings; 8 of them leave no room for a lost term.</summary>
    private static void AssertClose(double[] expected, float[] actual, int depth)
    {
        var tolerance = 8 * Math.Sqrt(depth) * 6e-8 * 4;
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance + (1e-6 * Math.Abs(expected[i])), $"[{i}]: {expected[i]} ≠ {actual[i]}");
    }
}
