using Patina.Numerics;
using Patina.Pretrain.Training;

namespace Patina.Tests.Pretrain;

public sealed class ContrastiveLossTests
{
    private const float Temperature = 0.3f;

    [Theory]
    [InlineData(64, 6)]
    [InlineData(128, 21)]
    [InlineData(256, 40)]
    public void Compute_AnyWidths_GradientsAreThoseOfFiniteDifferences(int dimensions, int count)
    {
        var (queries, documents) = (Vectors(dimensions, 1, count), Vectors(dimensions, 2, count));
        var (queryGradient, documentGradient) = (new float[queries.Length], new float[documents.Length]);
        Compute(dimensions, queries, documents, queryGradient, documentGradient);
        for (var place = 3; place < queries.Length; place += (queries.Length / 40) + 1)
        {
            Assert.Equal(Slope(dimensions, queries, documents, queries, place), queryGradient[place], 2e-3);
            Assert.Equal(Slope(dimensions, queries, documents, documents, place), documentGradient[place], 2e-3);
        }
    }

    [Fact]
    public void Compute_SameVectorsEverywhere_IsTheLogarithmOfTheCount()
    {
        var vectors = new float[37 * 64];
        Array.Fill(vectors, 1f);
        Assert.Equal(Math.Log(37), Compute(64, vectors, vectors, new float[vectors.Length], new float[vectors.Length]), 1e-5);
    }

    [Fact]
    public void Compute_EmptyTexts_GetNoGradient()
    {
        var (queries, documents) = (Vectors(64, 1), Vectors(64, 2));
        Array.Clear(queries, 0, 64);
        var gradient = new float[queries.Length];
        Assert.True(double.IsFinite(Compute(64, queries, documents, gradient, new float[documents.Length])));
        Assert.All(gradient[..64], value => Assert.Equal(0, value));
    }

    private static double Compute(int dimensions, float[] queries, float[] documents, float[] queryGradient, float[] documentGradient) =>
        new ContrastiveLoss(dimensions, new Gemm(1), new ParallelOptions { MaxDegreeOfParallelism = 1 })
            .Compute(queries.Length / dimensions, queries, documents, Temperature, queryGradient, documentGradient);

    private static double Slope(int dimensions, float[] queries, float[] documents, float[] changed, int place)
    {
        const float step = 1e-2f;
        var value = changed[place];
        changed[place] = value + step;
        var above = Compute(dimensions, queries, documents, new float[queries.Length], new float[queries.Length]);
        changed[place] = value - step;
        var below = Compute(dimensions, queries, documents, new float[queries.Length], new float[queries.Length]);
        changed[place] = value;
        return (above - below) / (2 * step);
    }

    private static float[] Vectors(int dimensions, ulong seed, int count = 6)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, count * dimensions).Select(_ => (float)random.NextNormal() * 0.3f)];
    }
}
