using Patina.USearch;

namespace Patina.Tests.USearch;

/// <summary>Seeded vectors, and the plain arithmetic that the index is checked against.</summary>
internal static class Vectors
{
    /// <returns>Row-major [rows × dimensions], normally distributed.</returns>
    public static float[] Random(int rows, int dimensions, int seed)
    {
        var random = new Random(seed);
        var vectors = new float[rows * dimensions];
        for (var i = 0; i < vectors.Length; i++)
            vectors[i] = (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        return vectors;
    }

    public static ulong[] Keys(int count, ulong first = 0) =>
        [.. Enumerable.Range(0, count).Select(i => first + (ulong)i)];

    public static ReadOnlySpan<float> Row(float[] vectors, int dimensions, int row) => vectors.AsSpan(row * dimensions, dimensions);

    /// <returns>Row numbers of the nearest by cosine, nearest first.</returns>
    public static ulong[] Nearest(float[] vectors, int dimensions, ReadOnlySpan<float> query, int count, Func<ulong, bool>? filter = null)
    {
        var asked = query.ToArray();
        return [.. Enumerable.Range(0, vectors.Length / dimensions)
            .Where(row => filter is null || filter((ulong)row))
            .OrderBy(row => CosineDistance(Row(vectors, dimensions, row), asked))
            .Take(count)
            .Select(row => (ulong)row)];
    }

    /// <summary>
    /// The matches are the nearest, nearest first, under their true cosine distances. Compared by distance, to 1e-5, because
    /// single precision may order two that are as near as that either way.
    /// </summary>
    public static void AssertNearest(float[] vectors, int dimensions, ReadOnlySpan<float> query, VectorMatch[] matches, Func<ulong, bool>? filter = null)
    {
        var expected = Nearest(vectors, dimensions, query, matches.Length, filter);
        Assert.Equal(expected.Length, matches.DistinctBy(match => match.Key).Count());
        for (var i = 0; i < matches.Length; i++)
        {
            Assert.Equal(CosineDistance(Row(vectors, dimensions, (int)expected[i]), query), matches[i].Distance, 1e-5);
            Assert.Equal(CosineDistance(Row(vectors, dimensions, (int)matches[i].Key), query), matches[i].Distance, 1e-5);
        }
    }

    public static double CosineDistance(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double dot = 0, aa = 0, bb = 0;
        for (var i = 0; i < a.Length; i++)
        {
            dot += (double)a[i] * b[i];
            aa += (double)a[i] * a[i];
            bb += (double)b[i] * b[i];
        }

        return 1 - dot / Math.Sqrt(aa * bb);
    }
}
