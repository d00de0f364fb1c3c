using Patina.USearch;

namespace Patina.Tests.USearch;

/// <summary>What users of USearch ran into, by the number of its issue.</summary>
public sealed class KnownBugTests
{
    private const int Dimensions = 16;

    /// <summary>#399: the first vector, by which the graph is entered, is replaced.</summary>
    [Fact]
    public void Remove_TheFirstThenAddItAgain_AllAreFound()
    {
        var vectors = Vectors.Random(500, Dimensions, seed: 40);
        using var index = Filled(vectors);
        var replacement = Vectors.Random(1, Dimensions, seed: 41);

        Assert.True(index.Remove(0));
        Assert.DoesNotContain(0UL, Keys(index.Search(Vectors.Row(vectors, Dimensions, 0), 10)));
        index.Add(0, replacement);

        Assert.Equal(0UL, index.Search(replacement, 1)[0].Key);
        Assert.Equal(Vectors.Keys(500), Keys(index.Search(replacement, 500)).Order());
    }

    /// <summary>#445: all are removed and added again in another order.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(2_000)]
    public void Remove_AllThenAddReversed_EachIsFoundByItsVector(int rows)
    {
        var vectors = Vectors.Random(rows, Dimensions, seed: 42);
        using var index = Filled(vectors);

        for (var row = 0; row < rows; row++)
            Assert.True(index.Remove((ulong)row));
        Assert.Equal(0, index.Count);
        Assert.Empty(index.Search(Vectors.Row(vectors, Dimensions, 0), rows));
        for (var row = rows - 1; row >= 0; row--)
            index.Add((ulong)row, Vectors.Row(vectors, Dimensions, row));

        Assert.Equal(rows, index.Count);
        Assert.InRange(FoundByTheirVector(index, vectors), 0.99, 1);
        Assert.Equal(Vectors.Keys(rows), Keys(index.Search(Vectors.Row(vectors, Dimensions, 0), rows)).Order());
    }

    /// <summary>Edited files: a third of the vectors is replaced, ten times over.</summary>
    [Fact]
    public void RemoveAndAdd_OverAndOver_KeepsRecall()
    {
        const int rows = 2_000, queries = 100;
        var vectors = Vectors.Random(rows, Dimensions, seed: 43);
        using var index = Filled(vectors);
        var random = new Random(44);
        for (var round = 0; round < 10; round++)
        {
            var replaced = Vectors.Random(rows, Dimensions, seed: 100 + round);
            foreach (var row in Enumerable.Range(0, rows).Where(_ => random.Next(3) == 0))
            {
                index.Remove((ulong)row);
                Vectors.Row(replaced, Dimensions, row).CopyTo(vectors.AsSpan(row * Dimensions));
                index.Add((ulong)row, Vectors.Row(vectors, Dimensions, row));
            }
        }

        var hits = 0;
        var asked = Vectors.Random(queries, Dimensions, seed: 45);
        for (var i = 0; i < queries; i++)
        {
            var query = Vectors.Row(asked, Dimensions, i);
            hits += Vectors.Nearest(vectors, Dimensions, query, 10).Intersect(Keys(index.Search(query, 10))).Count();
        }

        Assert.Equal(rows, index.Count);
        Assert.InRange(hits / (10.0 * queries), 0.97, 1);
    }

    /// <summary>#507: a loaded index has no room left.</summary>
    [Fact]
    public void Add_AfterLoad_GrowsFirst()
    {
        using var folder = new TemporaryFolder();
        var vectors = Vectors.Random(600, Dimensions, seed: 46);
        using var index = Reloaded(folder, vectors.AsSpan(0, 300 * Dimensions).ToArray());

        for (var row = 300; row < 600; row++)
            index.Add((ulong)row, Vectors.Row(vectors, Dimensions, row));

        Assert.InRange(FoundByTheirVector(index, vectors), 0.99, 1);
    }

    /// <summary>#441: adding from several threads without room reserved corrupted the memory.</summary>
    [Fact]
    public void AddBatch_SeveralTimesWithoutReserve_FindsEach()
    {
        var vectors = Vectors.Random(4_000, Dimensions, seed: 47);
        using var index = new VectorIndex(new VectorIndexOptions { Dimensions = Dimensions });

        for (var from = 0; from < 4_000; from += 500)
            index.AddBatch(Vectors.Keys(500, (ulong)from), vectors.AsSpan(from * Dimensions, 500 * Dimensions));

        Assert.InRange(FoundByTheirVector(index, vectors), 0.99, 1);
    }

    /// <summary>#567: loaded, another expansion, then several threads.</summary>
    [Fact]
    public void AddBatch_AfterLoadWithOtherExpansion_FindsEach()
    {
        using var folder = new TemporaryFolder();
        var vectors = Vectors.Random(2_000, Dimensions, seed: 48);
        using var index = Reloaded(folder, vectors.AsSpan(0, 500 * Dimensions).ToArray());

        index.ExpansionAdd = 300;
        index.ExpansionSearch = 200;
        index.AddBatch(Vectors.Keys(1_500, 500), vectors.AsSpan(500 * Dimensions));

        Assert.InRange(FoundByTheirVector(index, vectors), 0.99, 1);
    }

    private static IEnumerable<ulong> Keys(VectorMatch[] matches) => matches.Select(match => match.Key);

    private static VectorIndex Filled(float[] vectors)
    {
        var index = new VectorIndex(new VectorIndexOptions { Dimensions = Dimensions });
        index.AddBatch(Vectors.Keys(vectors.Length / Dimensions), vectors);
        return index;
    }

    private static VectorIndex Reloaded(TemporaryFolder folder, float[] vectors)
    {
        var path = Path.Combine(folder.Path, "index.usearch");
        using (var index = Filled(vectors))
            index.Save(path);
        return VectorIndex.Load(path);
    }

    private static double FoundByTheirVector(VectorIndex index, float[] vectors)
    {
        var rows = vectors.Length / Dimensions;
        return Enumerable.Range(0, rows).Count(row => index.Search(Vectors.Row(vectors, Dimensions, row), 1)[0].Key == (ulong)row) / (double)rows;
    }
}
