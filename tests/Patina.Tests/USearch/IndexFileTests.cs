using System.Buffers.Binary;
using System.Text;
using Patina.USearch;

namespace Patina.Tests.USearch;

public sealed class IndexFileTests
{
    private const int Dimensions = 8;
    private const int Rows = 200;

    /// <summary>Where the parts of the file begin that <see cref="Saved"/> writes.</summary>
    private const int Head = 8 + Rows * Dimensions * 4, Graph = Head + 64, Levels = Graph + 40, Nodes = Levels + 2 * Rows;

    private static readonly float[] Stored = Vectors.Random(Rows, Dimensions, seed: 50);

    [Theory]
    [InlineData(VectorPrecision.F32, VectorMetric.Cosine)]
    [InlineData(VectorPrecision.F16, VectorMetric.InnerProduct)]
    [InlineData(VectorPrecision.BF16, VectorMetric.SquaredEuclidean)]
    [InlineData(VectorPrecision.I8, VectorMetric.Cosine)]
    public void LoadAndView_AfterSave_AnswerAsBefore(VectorPrecision precision, VectorMetric metric)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "Vektoren – 矢.usearch");
        using var index = new VectorIndex(new VectorIndexOptions { Dimensions = Dimensions, Precision = precision, Metric = metric, Connectivity = 7 });
        index.AddBatch(Vectors.Keys(Rows), Stored);
        index.Remove(17);
        index.Save(path);
        using var loaded = VectorIndex.Load(path);
        using var viewed = VectorIndex.View(path);

        var query = Vectors.Random(1, Dimensions, seed: 51);
        var expected = index.Search(query, 20);
        foreach (var copy in new[] { loaded, viewed })
        {
            Assert.Equal((Rows - 1, metric, precision, 7), (copy.Count, copy.Metric, copy.Precision, copy.Connectivity));
            Assert.Equal(expected, copy.Search(query, 20));
            Assert.False(copy.Contains(17));
            Assert.Equal(index.Search(query, 20, key => key % 3 == 0), copy.Search(query, 20, key => key % 3 == 0));
        }

        Assert.Equal(new VectorIndexInfo(Dimensions, metric, precision, Rows - 1, 1, 7, new Version(2, 26, 2)), VectorIndex.Inspect(path));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void LoadAndView_EmptyIndex_IsEmpty()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "index.usearch");
        using (var index = new VectorIndex(new VectorIndexOptions { Dimensions = Dimensions }))
            index.Save(path);

        using var viewed = VectorIndex.View(path);
        using var loaded = VectorIndex.Load(path);
        loaded.Add(1, Vectors.Row(Stored, Dimensions, 1));

        Assert.Empty(viewed.Search(new float[Dimensions], 5));
        Assert.Equal(1UL, Assert.Single(loaded.Search(Vectors.Row(Stored, Dimensions, 1), 5)).Key);
    }

    [Fact]
    public void View_Changed_Throws()
    {
        using var folder = new TemporaryFolder();
        using var viewed = VectorIndex.View(Saved(folder));

        Assert.True(viewed.IsReadOnly);
        Assert.Throws<InvalidOperationException>(() => viewed.Add(1_000, new float[Dimensions]));
        Assert.Throws<InvalidOperationException>(() => viewed.Remove(1));
        Assert.Throws<InvalidOperationException>(() => viewed.Reserve(1_000));
    }

    [SkippableFact]
    public void Save_OverAFileInView_LeavesTheViewAsItWas()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows does not replace a mapped file.");
        using var folder = new TemporaryFolder();
        var path = Saved(folder);
        using var viewed = VectorIndex.View(path);
        using (var other = new VectorIndex(new VectorIndexOptions { Dimensions = 2 }))
            other.Save(path);

        Assert.Equal(Vectors.Keys(Rows), viewed.Search(Vectors.Row(Stored, Dimensions, 0), Rows).Select(match => match.Key).Order());
        Assert.Equal(2, VectorIndex.Inspect(path).Dimensions);
    }

    [Fact]
    public void Load_MissingFile_SaysSo() =>
        Assert.Equal(VectorIndexError.MissingFile, Assert.Throws<VectorIndexException>(() => VectorIndex.Load("no such file")).Reason);

    public static TheoryData<string, int, byte[], VectorIndexError> BadBytes => new()
    {
        { "more rows than the file holds", 0, U32(Rows + 1), VectorIndexError.NotAnIndex },
        { "rows beyond the file", 0, U32(int.MaxValue), VectorIndexError.Damaged },
        { "negative rows", 0, U32(uint.MaxValue), VectorIndexError.NotAnIndex },
        { "vectors of no bytes", 4, U32(0), VectorIndexError.NotAnIndex },
        { "huge vectors", 4, U32(uint.MaxValue), VectorIndexError.NotAnIndex },
        { "another magic", Head, Encoding.ASCII.GetBytes("usearcH"), VectorIndexError.NotAnIndex },
        { "major version 1", Head + 7, U16(1), VectorIndexError.Unsupported },
        { "major version 3", Head + 7, U16(3), VectorIndexError.Unsupported },
        { "minor version 9", Head + 9, U16(9), VectorIndexError.Unsupported },
        { "Hamming metric", Head + 13, [(byte)'b'], VectorIndexError.Unsupported },
        { "double precision", Head + 14, [10], VectorIndexError.Unsupported },
        { "half precision in single's room", Head + 14, [12], VectorIndexError.Damaged },
        { "32-bit keys", Head + 15, [15], VectorIndexError.Unsupported },
        { "40-bit slots", Head + 16, [2], VectorIndexError.Unsupported },
        { "fewer present", Head + 17, U64(Rows - 1), VectorIndexError.Damaged },
        { "present and removed overflow", Head + 17, [.. U64(ulong.MaxValue), .. U64(Rows + 1)], VectorIndexError.Damaged },
        { "one removed that is not", Head + 17, [.. U64(Rows - 1), .. U64(1)], VectorIndexError.Damaged },
        { "no dimensions", Head + 33, U64(0), VectorIndexError.Damaged },
        { "dimensions that overflow", Head + 33, U64(ulong.MaxValue / 4 + 9), VectorIndexError.Damaged },
        { "several vectors per key", Head + 41, [1], VectorIndexError.Unsupported },
        { "another number of nodes", Graph, U64(Rows + 1), VectorIndexError.Damaged },
        { "connectivity 0", Graph + 8, U64(0), VectorIndexError.Damaged },
        { "connectivity 17", Graph + 8, U64(17), VectorIndexError.Damaged },
        { "huge connectivity", Graph + 8, [.. U64(1UL << 40), .. U64(1UL << 40)], VectorIndexError.Damaged },
        { "base below connectivity", Graph + 16, U64(8), VectorIndexError.Damaged },
        { "highest level unlike the entry's", Graph + 24, U64(30), VectorIndexError.Damaged },
        { "highest level out of range", Graph + 24, U64(1UL << 33), VectorIndexError.Damaged },
        { "entry outside", Graph + 32, U64(Rows), VectorIndexError.Damaged },
        { "negative level", Levels, U16(ushort.MaxValue), VectorIndexError.Damaged },
        { "level above the highest", Levels, U16(99), VectorIndexError.Damaged },
        { "node of another level", Nodes + 8, U16(5), VectorIndexError.Damaged },
        { "key twice", Nodes, U64(1), VectorIndexError.Damaged },
        { "key of a removed vector", Nodes, U64(ulong.MaxValue), VectorIndexError.Damaged },
        { "too many neighbours", Nodes + 10, U32(33), VectorIndexError.Damaged },
        { "neighbour outside", Nodes + 14, U32(Rows), VectorIndexError.Damaged },
    };

    [Theory]
    [MemberData(nameof(BadBytes))]
    public void Open_BadBytes_IsRefused(string what, int offset, byte[] bytes, VectorIndexError reason)
    {
        using var folder = new TemporaryFolder();
        var path = Saved(folder);
        var file = File.ReadAllBytes(path);
        bytes.CopyTo(file, offset);
        File.WriteAllBytes(path, file);

        Assert.NotEmpty(what);
        Assert.Equal(reason, Assert.Throws<VectorIndexException>(() => VectorIndex.Load(path).Dispose()).Reason);
        Assert.Equal(reason, Assert.Throws<VectorIndexException>(() => VectorIndex.View(path).Dispose()).Reason);
    }

    [Fact]
    public void Open_CutAnywhereOrLonger_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var path = Saved(folder);
        var file = File.ReadAllBytes(path);

        foreach (var length in Enumerable.Range(0, 60).Select(i => file.Length * i / 60).Append(file.Length - 1))
        {
            File.WriteAllBytes(path, file[..length]);
            Assert.Contains(
                Assert.Throws<VectorIndexException>(() => VectorIndex.View(path).Dispose()).Reason,
                new[] { VectorIndexError.NotAnIndex, VectorIndexError.Damaged });
        }

        File.WriteAllBytes(path, [.. file, 0]);
        Assert.Equal(VectorIndexError.Damaged, Assert.Throws<VectorIndexException>(() => VectorIndex.View(path).Dispose()).Reason);
    }

    /// <summary>Whatever is let through must not lead the native code astray.</summary>
    [Fact]
    public void Open_RandomDamage_IsRefusedOrHarmless()
    {
        using var folder = new TemporaryFolder();
        var path = Saved(folder);
        var file = File.ReadAllBytes(path);
        var random = new Random(52);
        var refused = 0;
        for (var round = 0; round < 1_000; round++)
        {
            var damaged = (byte[])file.Clone();
            damaged[random.Next(Head, file.Length)] = (byte)random.Next(256);
            damaged[random.Next(file.Length)] = (byte)random.Next(256);
            File.WriteAllBytes(path, damaged);
            try
            {
                using var index = VectorIndex.View(path);
                Assert.Equal(Math.Min(5, index.Count), index.Search(new float[index.Dimensions], 5).Length);
            }
            catch (VectorIndexException exception)
            {
                Assert.NotEqual(VectorIndexError.NativeFailure, exception.Reason);
                refused++;
            }
        }

        Assert.InRange(refused, 100, 999);
    }

    [Fact]
    public void Save_IntoAMissingFolder_ThrowsAndLeavesNothing()
    {
        using var folder = new TemporaryFolder();
        using var index = new VectorIndex(new VectorIndexOptions { Dimensions = Dimensions });

        Assert.Throws<DirectoryNotFoundException>(() => index.Save(Path.Combine(folder.Path, "none", "index.usearch")));
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    private static string Saved(TemporaryFolder folder)
    {
        var path = Path.Combine(folder.Path, "index.usearch");
        using var index = new VectorIndex(new VectorIndexOptions { Dimensions = Dimensions });
        index.AddBatch(Vectors.Keys(Rows), Stored, threads: 1);
        index.Save(path);
        return path;
    }

    private static byte[] U16(ushort value)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] U32(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] U64(ulong value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        return bytes;
    }
}
