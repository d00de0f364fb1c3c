using Patina.USearch;

namespace Patina.Tests.USearch;

public sealed class VectorIndexTests
{
    private const int Dimensions = 32;

    [Theory]
    [InlineData(VectorMetric.Cosine, 0.0, 1.0, 2.0)]
    [InlineData(VectorMetric.InnerProduct, -3.0, 1.0, 5.0)]
    [InlineData(VectorMetric.SquaredEuclidean, 0.0, 8.0, 16.0)]
    public void Search_ThreeDirections_GivesEachMetricsDistance(VectorMetric metric, double same, double across, double opposite)
    {
        using var index = new VectorIndex(new VectorIndexOptions { Dimensions = 2, Metric = metric });
        index.Add(1, [2, 0]);
        index.Add(2, [0, 2]);
        index.Add(3, [-2, 0]);

        var matches = index.Search([2, 0], 3);

        Assert.Equal([1UL, 2UL, 3UL], matches.Select(match => match.Key));
        Assert.Equal([same, across, opposite], matches.Select(match => Math.Round(match.Distance, 5)));
    }

    [Theory]
    [InlineData(VectorPrecision.F32, 0.97)]
    [InlineData(VectorPrecision.F16, 0.97)]
    [InlineData(VectorPrecision.BF16, 0.96)]
    [InlineData(VectorPrecision.I8, 0.93)]
    public void Search_SeededVectors_RecallsBruteForce(VectorPrecision precision, double least)
    {
        const int rows = 3000, queries = 100, wanted = 10;
        var vectors = Vectors.Random(rows, Dimensions, seed: 1);
        var asked = Vectors.Random(queries, Dimensions, seed: 2);
        using var index = new VectorIndex(new VectorIndexOptions { Dimensions = Dimensions, Precision = precision });
        index.AddBatch(Vectors.Keys(rows), vectors);

        var hits = 0;
        for (var i = 0; i < queries; i++)
        {
            var query = Vectors.Row(asked, Dimensions, i);
            var found = index.Search(query, wanted).Select(match => match.Key);
            hits += Vectors.Nearest(vectors, Dimensions, query, wanted).Intersect(found).Count();
        }

        Assert.InRange(hits / (double)(queries * wanted), least, 1);
    }

    [Fact]
    public void ExactSearch_SeededVectors_EqualsBruteForce()
    {
        var vectors = Vectors.Random(1000, Dimensions, seed: 3);
        using var index = Filled(vectors);
        var query = Vectors.Random(1, Dimensions, seed: 4);

        var found = index.ExactSearch(query, 300);

        Assert.Equal(300, found.Length);
        Vectors.AssertNearest(vectors, Dimensions, query, found);
    }

    [Fact]
    public void Search_MoreThanThereAre_GivesAll()
    {
        var vectors = Vectors.Random(100, Dimensions, seed: 5);
        using var index = Filled(vectors);

        var found = index.Search(Vectors.Row(vectors, Dimensions, 0), 500);

        Assert.Equal(Vectors.Keys(100), found.Select(match => match.Key).Order());
    }

    [Fact]
    public void Search_EmptyIndex_GivesNothing()
    {
        using var index = new VectorIndex(new VectorIndexOptions { Dimensions = 2 });

        Assert.Empty(index.Search([1, 0], 10));
        Assert.Empty(index.Search([1, 0], 10, _ => true));
        Assert.Empty(index.ExactSearch([1, 0], 10));
    }

    [Fact]
    public void Search_NothingWanted_GivesNothing()
    {
        using var index = Filled(Vectors.Random(10, Dimensions, seed: 6));

        Assert.Empty(index.Search(new float[Dimensions], 0));
        Assert.Empty(index.ExactSearch(new float[Dimensions], 0));
    }

    [Fact]
    public void Add_ZeroVector_IsFoundLast()
    {
        using var index = new VectorIndex(new VectorIndexOptions { Dimensions = 2 });
        index.Add(1, [0, 0]);
        index.Add(2, [1, 1]);

        Assert.Equal([2UL, 1UL], index.Search([1, 0], 2).Select(match => match.Key));
    }

    [Fact]
    public void Add_KeyTakenOrReserved_Throws()
    {
        using var index = new VectorIndex(new VectorIndexOptions { Dimensions = 2 });
        index.Add(7, [1, 0]);

        Assert.Throws<ArgumentException>(() => index.Add(7, [0, 1]));
        Assert.Throws<ArgumentException>(() => index.Add(ulong.MaxValue, [0, 1]));
        Assert.Equal(1, index.Count);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void AddAndSearch_NotFinite_Throws(float component)
    {
        using var index = new VectorIndex(new VectorIndexOptions { Dimensions = 2 });

        Assert.Throws<ArgumentException>(() => index.Add(1, [1, component]));
        Assert.Throws<ArgumentException>(() => index.Search([component, 1], 1));
        Assert.Equal(0, index.Count);
    }

    [Fact]
    public void AddAndSearch_WrongShape_Throws()
    {
        using var index = new VectorIndex(new VectorIndexOptions { Dimensions = 3 });

        Assert.Throws<ArgumentException>(() => index.Add(1, [1, 2]));
        Assert.Throws<ArgumentException>(() => index.AddBatch([1, 2], [1, 2, 3]));
        Assert.Throws<ArgumentException>(() => index.Search([1, 2, 3, 4], 1));
        Assert.Throws<ArgumentException>(() => index.Search([1, 2, 3], new ulong[2], new float[1]));
        Assert.Throws<ArgumentException>(() => index.TryGet(1, new float[2]));
    }

    [Fact]
    public void Constructor_BadOptions_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new VectorIndex(new VectorIndexOptions { Dimensions = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new VectorIndex(new VectorIndexOptions { Dimensions = 65_537 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new VectorIndex(new VectorIndexOptions { Dimensions = 2, Connectivity = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new VectorIndex(new VectorIndexOptions { Dimensions = 2, ExpansionAdd = 0 }));
        Assert.Throws<ArgumentException>(() => new VectorIndex(new VectorIndexOptions { Dimensions = 2, Metric = (VectorMetric)4 }));
        Assert.Throws<ArgumentException>(() => new VectorIndex(new VectorIndexOptions { Dimensions = 2, Precision = (VectorPrecision)2 }));
        Assert.Throws<ArgumentException>(() => new VectorIndex(new VectorIndexOptions { Dimensions = 2, Precision = VectorPrecision.I8, Metric = VectorMetric.SquaredEuclidean }));
    }

    [Theory]
    [InlineData(VectorPrecision.F32, 0)]
    [InlineData(VectorPrecision.F16, 1e-3)]
    [InlineData(VectorPrecision.BF16, 1e-2)]
    public void TryGet_Stored_GivesItBackWithinPrecision(VectorPrecision precision, double relative)
    {
        var vectors = Vectors.Random(1, Dimensions, seed: 7);
        using var index = new VectorIndex(new VectorIndexOptions { Dimensions = Dimensions, Precision = precision });
        index.Add(9, vectors);
        var stored = new float[Dimensions];

        Assert.True(index.TryGet(9, stored));
        Assert.False(index.TryGet(8, new float[Dimensions]));
        for (var i = 0; i < Dimensions; i++)
            Assert.InRange(stored[i], vectors[i] - relative * Math.Abs(vectors[i]), vectors[i] + relative * Math.Abs(vectors[i]));
    }

    [Fact]
    public void Expansion_Changed_IsUsedAndChecked()
    {
        using var index = Filled(Vectors.Random(50, Dimensions, seed: 8));

        index.ExpansionAdd = 200;
        index.ExpansionSearch = 300;

        Assert.Equal(200, index.ExpansionAdd);
        Assert.Equal(300, index.ExpansionSearch);
        Assert.Throws<ArgumentOutOfRangeException>(() => index.ExpansionSearch = 0);
        Assert.Equal(50, index.Search(new float[Dimensions], 50).Length);
    }

    [Fact]
    public void Dispose_ThenUsed_ThrowsInsteadOfCrashing()
    {
        var index = Filled(Vectors.Random(10, Dimensions, seed: 9));
        index.Dispose();
        index.Dispose();

        Assert.Throws<ObjectDisposedException>(() => index.Search(new float[Dimensions], 1));
        Assert.Throws<ObjectDisposedException>(() => index.HardwareAcceleration);
    }

    [Fact]
    public void Properties_OfAFilledIndex_DescribeIt()
    {
        using var index = Filled(Vectors.Random(100, Dimensions, seed: 10));

        Assert.Equal(100, index.Count);
        Assert.InRange(index.Capacity, 100, int.MaxValue);
        Assert.InRange(index.MemoryUsage, 100 * Dimensions * sizeof(float), 1 << 28);
        Assert.True(index.Contains(99));
        Assert.False(index.Contains(100));
        Assert.False(index.IsReadOnly);
        Assert.Equal("2.26.2", VectorIndex.LibraryVersion);
        Assert.NotEmpty(index.HardwareAcceleration);
    }

    private static VectorIndex Filled(float[] vectors)
    {
        var index = new VectorIndex(new VectorIndexOptions { Dimensions = Dimensions });
        index.AddBatch(Vectors.Keys(vectors.Length / Dimensions), vectors);
        return index;
    }
}
