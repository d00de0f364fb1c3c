using Patina.Memory.Chunks;
using Patina.Oxidize;
using Patina.Oxidize.Artifacts;
using Patina.Oxidize.Evaluation;
using Patina.Oxidize.Recipes;

namespace Patina.Tests.Oxidize;

public sealed class SetStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Current_NothingCommitted_IsNull()
    {
        Assert.Null(Store.Current());
        Store.Stage();
        Assert.Null(Store.Current());
    }

    [Fact]
    public void Commit_SecondSet_ReplacesTheFirst()
    {
        Commit("one");
        var second = Commit("two");

        Assert.Equal(second.Folder, Store.Current()!.Folder);
        Assert.Equal("two", Store.Current()!.Manifest.EventsHash);
        Assert.Equal(["current", "set-2"], Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Commit_EveryField_IsReadBack()
    {
        var written = Commit("events").Manifest;
        var read = Store.Current()!.Manifest;

        var spaces = written.Spaces;
        Assert.Equal(written with { Spaces = spaces }, read with { Spaces = spaces });
        Assert.Equal(written.Spaces, read.Spaces);
        Assert.Equal(0.25, read.Space("semantic")!.Training!.Gate!.MrrGain.Low);
    }

    [Fact]
    public void Stage_LeftoversOfAnInterruptedRun_AreGone()
    {
        File.WriteAllText(Path.Combine(Store.Stage(), "half"), "");
        Assert.Empty(Directory.GetFileSystemEntries(Store.Stage()));
    }

    [Theory]
    [InlineData("current", "set-99")]
    [InlineData("current", "../elsewhere")]
    [InlineData("current", "")]
    [InlineData("set-1/manifest.json", "{")]
    [InlineData("set-1/manifest.json", "null")]
    [InlineData("set-1/manifest.json", """{"format":2}""")]
    [InlineData("set-1/manifest.json", """{"format":1,"set":null}""")]
    public void Current_DamagedPointerOrManifest_IsNull(string file, string text)
    {
        Commit("events");
        File.WriteAllText(Path.Combine(_folder.Path, file), text);
        Assert.Null(Store.Current());
    }

    [Theory]
    [InlineData("../base.chunks")]
    [InlineData("/etc/passwd")]
    [InlineData("a/../../b")]
    [InlineData("..\\\\b")]
    public void Current_ManifestThatLeadsOutOfItsFolder_IsNull(string path)
    {
        var manifest = Path.Combine(Commit("events").Folder, "manifest.json");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("base.usearch", path));
        Assert.Null(Store.Current());
    }

    [Fact]
    public void CheckedPathOf_FileThatWasExchanged_Throws()
    {
        var set = Commit("events");
        var file = set.Manifest.Spaces[0].Index!.Full;
        Assert.Equal(Path.Combine(set.Folder, "base.usearch"), set.CheckedPathOf(file));

        var bytes = File.ReadAllBytes(set.PathOf(file));
        bytes[^1] ^= 1;
        File.WriteAllBytes(set.PathOf(file), bytes);
        Assert.Equal(OxidizeError.DamagedArtifact, Assert.Throws<OxidizeException>(() => set.CheckedPathOf(file)).Reason);

        File.Delete(set.PathOf(file));
        Assert.Equal(OxidizeError.DamagedArtifact, Assert.Throws<OxidizeException>(() => set.CheckedPathOf(file)).Reason);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(4096)]
    [InlineData(4097)]
    [InlineData(262_144)]
    public void Matches_AnyByteOfASmallFileChanged_IsFalse(int size)
    {
        var path = Path.Combine(_folder.Path, "file");
        var bytes = new byte[size];
        new Random(1).NextBytes(bytes);
        File.WriteAllBytes(path, bytes);
        var file = ArtifactFile.Of(_folder.Path, "file");

        Assert.True(file.Matches(_folder.Path));
        foreach (var at in new[] { 0, size / 3, size / 2, size - 1 }.Where(at => at >= 0 && at < size))
        {
            bytes[at] ^= 0x10;
            File.WriteAllBytes(path, bytes);
            Assert.False(file.Matches(_folder.Path));
            bytes[at] ^= 0x10;
        }

        File.WriteAllBytes(path, [.. bytes, 0]);
        Assert.False(file.Matches(_folder.Path));
    }

    [Fact]
    public void To_OtherList_TellsAddedRemovedAndRewritten()
    {
        var path = Path.Combine(_folder.Path, "list");
        List((1, 10), (2, 20), (3, 30)).Write(path);

        var changes = ChunkList.Read(path).To(List((2, 20), (3, 31), (4, 40), (5, 50)));

        Assert.Equal([new ChunkKey(4), new ChunkKey(5)], changes.Added);
        Assert.Equal([new ChunkKey(1)], changes.Removed);
        Assert.Equal(1, changes.Rewritten);
        Assert.True(List((1, 10)).To(List((1, 10))).IsEmpty);
    }

    [Theory]
    [InlineData("patina-static-v0", "patina-static-v0-01234567")]
    [InlineData("hf:Qwen/Qwen3@main", "hf--wen--wen3-main-01234567")]
    [InlineData("../x", "x-01234567")]
    [InlineData("..", "01234567")]
    public void NameOf_AnyModel_IsSafeAndEndsWithItsFingerprint(string model, string folder) =>
        Assert.Equal(folder, ModelFolder.NameOf(model, "0123456789abcdef"));

    private SetStore Store => new(_folder.Path);

    private VectorSet Commit(string events)
    {
        var staging = Store.Stage();
        File.WriteAllText(Path.Combine(staging, "base.usearch"), $"index of {events}");
        File.WriteAllText(Path.Combine(staging, "base.chunks"), "");
        var index = ArtifactFile.Of(staging, "base.usearch");
        var record = new IndexRecord(index, new IndexFormat(3, IndexPrecision.F16), Fast: null, new IndexRecall(2, 2, 1));
        return Store.Commit(staging, new Manifest
        {
            ModelName = "m",
            ModelFingerprint = "f",
            Dimension = 3,
            RecipeHash = "r",
            EventsHash = events,
            Chunks = ArtifactFile.Of(staging, "base.chunks"),
            Spaces =
            [
                new SpaceManifest { Name = "base", Active = true, Index = record },
                new SpaceManifest { Name = "semantic", Active = false, Index = record, Weights = index, TrainedOn = index, RecipeHash = "p", Training = Record },
            ],
        });
    }

    private static ProjectionRecord Record => new()
    {
        WeightsHash = "w",
        Seed = 42,
        TrainingPairs = 100,
        ValidationPairs = 10,
        EpochsRun = 3,
        BestEpoch = 2,
        FirstValidationLoss = 1.5,
        BestValidationLoss = 1.25,
        Gate = new GateResult
        {
            Questions = 50,
            Candidates = 1000,
            Raw = new RetrievalScore(0.5, 0.25),
            Projected = new RetrievalScore(0.75, 0.5),
            Fused = new RetrievalScore(0.75, 0.625),
            MrrGain = new Interval(0.25, 0.3125, 0.375),
            FusedMrrGain = new Interval(0.25, 0.375, 0.5),
            Untrained = new UntrainedResult("co-change counts", new RetrievalScore(0.5, 0.375), new RetrievalScore(0.75, 0.625), new Interval(0.125, 0.25, 0.375)),
        },
    };

    private static ChunkList List(params (long Chunk, int Content)[] entries) =>
        new(entries.Select(entry => (new ChunkKey(entry.Chunk), new CacheKey((UInt128)entry.Content))));
}
