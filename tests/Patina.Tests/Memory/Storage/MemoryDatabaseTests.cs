using Patina.Memory;
using Patina.Memory.Chunks;
using Patina.Memory.Scraping;
using Patina.Memory.Storage.Sqlite;
using Patina.Tests.Memory.Scraping;

namespace Patina.Tests.Memory.Storage;

public sealed class MemoryDatabaseTests : IDisposable
{
    private readonly ScrapedProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void Open_NothingThere_AsksForAScrape()
    {
        Assert.Equal(MemoryError.NeedsScrape, Assert.Throws<MemoryException>(_project.Open).Reason);
        Assert.False(Directory.Exists(_project.Layout.PatinaFolder));
    }

    [Fact]
    public void Open_EmptyFile_AsksForAScrape()
    {
        _project.With(".patina/data/patina.db", "");

        Assert.Equal(MemoryError.NeedsScrape, Assert.Throws<MemoryException>(_project.Open).Reason);
    }

    [Fact]
    public void Open_DamagedFile_SaysSo()
    {
        _project.With(".patina/data/patina.db", new string('x', 5000));

        Assert.Equal(MemoryError.BadDatabase, Assert.Throws<MemoryException>(_project.Open).Reason);
        Assert.Equal(MemoryError.BadDatabase, Assert.Throws<MemoryException>(() => _project.Run()).Reason);
    }

    [Theory]
    [InlineData("PRAGMA user_version = 1000")]
    [InlineData("PRAGMA application_id = 7")]
    public void Open_NewerOrForeignFile_IsRefusedAndKept(string change)
    {
        _project.With("a.code", "def one\n").Run();
        using (var session = SqliteSession.Open(_project.Layout.DatabasePath, create: true))
            session.Execute(change);
        var before = DatabaseDump.Of(_project.Layout);

        Assert.Equal(MemoryError.BadDatabase, Assert.Throws<MemoryException>(_project.Open).Reason);
        Assert.Equal(MemoryError.BadDatabase, Assert.Throws<MemoryException>(() => _project.Run()).Reason);
        Assert.Equal(before, DatabaseDump.Of(_project.Layout));
    }

    [Fact]
    public void Fingerprint_OtherContent_IsAnother()
    {
        _project.With("a.code", "def one\n").Run();
        var first = Fingerprint();
        _project.With("a.code", "def two\n").Run();
        var second = Fingerprint();
        _project.With("a.code", "def one\n").Run();

        Assert.Matches("^[0-9a-f]{64}$", first);
        Assert.NotEqual(first, second);
        Assert.Equal(first, Fingerprint());
    }

    [Fact]
    public void Chunks_StrangeText_ComesBackUnchanged()
    {
        const string Text = "def café.x\n'quoted' \"text\" \t \u0001 解析 𠀀 ; DROP TABLE chunk; --";
        _project.With("päth with space/ü'\".code", Text).Run();
        using var database = _project.Open();

        var chunk = Assert.Single(database.Chunks.All());

        Assert.Equal(Text, chunk.Text);
        Assert.Equal("päth with space/ü'\".code", chunk.Path);
        Assert.Equal("café.x", chunk.Symbol);
        Assert.Equal((1, 2, null, null), (chunk.StartLine, chunk.EndLine, chunk.Session, chunk.Timestamp));
        Assert.Equal(chunk, database.Chunks.Find(chunk.Key));
        Assert.Equal([chunk], database.Chunks.OfPath(chunk.Path));
    }

    [Fact]
    public void Find_Keys_KeepsTheirOrderAndPassesOverUnknown()
    {
        _project.With("a.code", "def one\ndef two\n").Run();
        using var database = _project.Open();
        var keys = database.Chunks.Infos().Select(info => info.Key).ToList();
        Assert.Equal(keys.OrderBy(key => key.Value), keys);

        var found = database.Chunks.Find([keys[1], new ChunkKey(1), keys[0]]);

        Assert.Equal([keys[1], keys[0]], found.Select(chunk => chunk.Key));
        Assert.Null(database.Chunks.Find(new ChunkKey(1)));
    }

    [Fact]
    public void Sources_Kind_AreSortedByName()
    {
        _project.With("b.code", "x\n").With("a.code", "x\n").With("A.code", "x\n").Run();
        using var database = _project.Open();

        Assert.Equal(["A.code", "a.code", "b.code"], database.Sources(ScrapeKind.Code));
    }

    private string Fingerprint()
    {
        using var database = _project.Open();
        return database.Fingerprint();
    }
}
