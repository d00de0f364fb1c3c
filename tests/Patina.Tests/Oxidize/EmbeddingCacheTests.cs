using Patina.Oxidize.Artifacts;

namespace Patina.Tests.Oxidize;

public sealed class EmbeddingCacheTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => Path.Combine(_folder.Path, "model", "vectors.cache");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Append_ThenReopen_FindsEveryVector()
    {
        using (var cache = Open())
        {
            cache.Append([Key(1), Key(2)], [1, 2, 3, 4, 5, 6]);
            cache.Append([Key(3)], [7, 8, 9]);
            Assert.Equal([4, 5, 6], Read(cache, 2));
        }

        using var reopened = Open();
        Assert.Equal(3, reopened.Count);
        Assert.Equal([1, 2, 3], Read(reopened, 1));
        Assert.Equal([7, 8, 9], Read(reopened, 3));
        Assert.Empty(Read(reopened, 4));
        Assert.False(reopened.Contains(Key(4)));
    }

    [Fact]
    public void Append_KnownKey_LatestWins()
    {
        using (var cache = Open())
        {
            cache.Append([Key(1)], [1, 2, 3]);
            cache.Append([Key(1)], [4, 5, 6]);
            Assert.Equal([4, 5, 6], Read(cache, 1));
        }

        using var reopened = Open();
        Assert.Equal([4, 5, 6], Read(reopened, 1));
        Assert.Equal(1, reopened.Count);
    }

    [Fact]
    public void Open_FileCutAnywhere_KeepsWholeRecordsAndGoesOn()
    {
        using (var cache = Open())
            cache.Append([Key(1), Key(2)], [1, 2, 3, 4, 5, 6]);
        var whole = System.IO.File.ReadAllBytes(File);

        for (var length = 0; length < whole.Length; length++)
        {
            System.IO.File.WriteAllBytes(File, whole[..length]);
            using (var cut = Open())
            {
                Assert.Equal(length < 64 ? 0 : (length - 64) / 44, cut.Count);
                cut.Append([Key(9)], [9, 9, 9]);
            }

            using var after = Open();
            Assert.Equal([9, 9, 9], Read(after, 9));
        }
    }

    [Fact]
    public void Open_DamagedRecord_IsNotFoundAndTheOthersAre()
    {
        using (var cache = Open())
            cache.Append([Key(1), Key(2), Key(3)], [1, 2, 3, 4, 5, 6, 7, 8, 9]);
        var bytes = System.IO.File.ReadAllBytes(File);
        bytes[64 + 44 + 40] ^= 1;
        System.IO.File.WriteAllBytes(File, bytes);

        using var damaged = Open();

        Assert.Equal([1, 2, 3], Read(damaged, 1));
        Assert.Empty(Read(damaged, 2));
        Assert.Equal([7, 8, 9], Read(damaged, 3));
    }

    [Theory]
    [InlineData("other", 3)]
    [InlineData("model", 4)]
    public void Open_FileOfAnotherModel_StartsAnew(string fingerprint, int dimension)
    {
        using (var cache = Open())
            cache.Append([Key(1)], [1, 2, 3]);

        using (var looked = EmbeddingCache.Open(File, fingerprint, dimension, readOnly: true))
            Assert.Equal(0, looked.Count);
        using (var same = Open())
            Assert.Equal(1, same.Count);
        using (var other = EmbeddingCache.Open(File, fingerprint, dimension))
            Assert.Equal(0, other.Count);
    }

    [Fact]
    public void WrongLengths_Throw()
    {
        using var cache = Open();
        Assert.Throws<ArgumentException>(() => cache.Append([Key(1)], [1, 2]));
        Assert.Throws<ArgumentException>(() => cache.TryRead(Key(1), new float[4]));
    }

    [Fact]
    public void Of_RoleAndContent_DecideTheKey()
    {
        var content = new byte[32];
        Assert.Equal(CacheKey.Of(EmbeddingRole.Query, content), CacheKey.Of(EmbeddingRole.Query, new byte[32]));
        Assert.NotEqual(CacheKey.Of(EmbeddingRole.Query, content), CacheKey.Of(EmbeddingRole.Passage, content));
        content[31] = 1;
        Assert.NotEqual(CacheKey.Of(EmbeddingRole.Query, content), CacheKey.Of(EmbeddingRole.Query, new byte[32]));
    }

    private static CacheKey Key(int value) => new((UInt128)value);

    private static float[] Read(EmbeddingCache cache, int key)
    {
        var vector = new float[3];
        return cache.TryRead(Key(key), vector) ? vector : [];
    }

    private EmbeddingCache Open() => EmbeddingCache.Open(File, "model", 3);
}
