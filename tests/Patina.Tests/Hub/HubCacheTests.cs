using Patina.Hub;

namespace Patina.Tests.Hub;

public sealed class HubCacheTests
{
    private static HubPull Pulled()
    {
        var pull = new HubPull();
        pull.AddModel();
        pull.Pull();
        return pull;
    }

    private static string WeightsOf(HubPull pull) => Path.Combine(pull.Root, "blobs", FakeHub.Sha256(HubPull.Weights));

    private static HubError ReasonToRefuse(HubPull pull, bool readAll = false) => Assert.Throws<HubException>(() => pull.Open(readAll)).Reason;

    [Fact]
    public void Open_UnchangedFiles_OpensNoConnectionAndGivesDigests()
    {
        using var pull = Pulled();
        var before = pull.Hub.Connections;
        Assert.Equal(FakeHub.Sha256(HubPull.Weights), pull.Open().Sha256["onnx/model.onnx"]);
        Assert.Equal(before, pull.Hub.Connections);
    }

    [Fact]
    public void Open_TruncatedFile_IsRefused()
    {
        using var pull = Pulled();
        using (var file = File.OpenWrite(WeightsOf(pull)))
            file.SetLength(99_999);
        Assert.Equal(HubError.Damaged, ReasonToRefuse(pull));
    }

    [Fact]
    public void Open_AlteredFile_IsRefused()
    {
        using var pull = Pulled();
        Alter(WeightsOf(pull), DateTime.UtcNow.AddMinutes(1));
        Assert.Equal(HubError.Damaged, ReasonToRefuse(pull));
    }

    [Fact]
    public void Open_AlteredFileWithItsOldTimeStamp_IsFoundByReadingAll()
    {
        using var pull = Pulled();
        Alter(WeightsOf(pull), File.GetLastWriteTimeUtc(WeightsOf(pull)));
        Assert.Equal(HubError.Damaged, ReasonToRefuse(pull, readAll: true));
    }

    [Fact]
    public void Open_MissingFile_IsRefused()
    {
        using var pull = Pulled();
        File.Delete(WeightsOf(pull));
        Assert.Equal(HubError.Damaged, ReasonToRefuse(pull));
    }

    [Fact]
    public void Open_TouchedFile_IsReadOnceMore()
    {
        using var pull = Pulled();
        File.SetLastWriteTimeUtc(WeightsOf(pull), DateTime.UtcNow.AddMinutes(1));
        Assert.Equal(FakeHub.Sha256(HubPull.Weights), pull.Open().Sha256["onnx/model.onnx"]);
    }

    [Fact]
    public void Open_FetchedByAnotherProgram_IsVerifiedByTheNamesOfItsBlobs()
    {
        using var pull = Pulled();
        Directory.Delete(Path.Combine(pull.Root, ".patina"), recursive: true);
        Assert.Equal(FakeHub.Sha256("{}"u8.ToArray()), pull.Open().Sha256["config.json"]);

        Directory.Delete(Path.Combine(pull.Root, ".patina"), recursive: true);
        Alter(WeightsOf(pull), DateTime.UtcNow);
        Assert.Equal(HubError.Damaged, ReasonToRefuse(pull));
    }

    [Fact]
    public void Open_CopiedWithoutNames_IsRefused()
    {
        using var pull = Pulled();
        Directory.Delete(Path.Combine(pull.Root, ".patina"), recursive: true);
        var config = Path.Combine(pull.Root, "snapshots", FakeHub.Commit, "config.json");
        File.Delete(config);
        File.WriteAllText(config, "{}");
        Assert.Equal(HubError.Damaged, ReasonToRefuse(pull));
    }

    [Fact]
    public void Open_LinkThatLeadsOutOfTheCache_IsRefused()
    {
        using var pull = Pulled();
        Directory.Delete(Path.Combine(pull.Root, ".patina"), recursive: true);
        var config = Path.Combine(pull.Root, "snapshots", FakeHub.Commit, "config.json");
        var outside = Path.Combine(Path.GetDirectoryName(pull.Options.CacheFolder)!, FakeHub.GitSha1("{}"u8.ToArray()));
        File.WriteAllText(outside, "{}");
        File.Delete(config);
        File.CreateSymbolicLink(config, outside);
        Assert.Equal(HubError.Damaged, ReasonToRefuse(pull));
    }

    [Theory]
    [InlineData("../../../config.json")]
    [InlineData("/etc/hostname")]
    public void Open_PathThatLeadsOut_IsRefused(string path)
    {
        using var pull = Pulled();
        Assert.Equal(HubError.BadName, Assert.Throws<HubException>(
            () => new HubCache(pull.Options.CacheFolder).Open(RepositoryId.Parse(HubPull.Repository), FakeHub.Commit, [path])).Reason);
    }

    [Fact]
    public void Pull_Offline_UsesWhatIsThereAndOpensNoConnection()
    {
        using var pull = Pulled();
        pull.Options = pull.Options with { Offline = true };
        var before = pull.Hub.Connections;
        Assert.Equal(FakeHub.Commit, pull.Pull().Commit);
        Assert.Equal(FakeHub.Commit, pull.Pull(FakeHub.Commit).Commit);
        Assert.Equal(HubError.Offline, pull.Refused("other-branch").Reason);
        Assert.Equal(before, pull.Hub.Connections);
    }

    [Theory]
    [InlineData("HF_HUB_CACHE", "/c", "/c")]
    [InlineData("HF_HOME", "/h", "/h/hub")]
    [InlineData("HF_HOME", "~/h", "/home/me/h/hub")]
    [InlineData("XDG_CACHE_HOME", "/x", "/x/huggingface/hub")]
    [InlineData("OTHER", "/o", "/home/me/.cache/huggingface/hub")]
    public void FromEnvironment_Folders_AreThoseOfOtherPrograms(string variable, string value, string expected)
    {
        var options = HubOptions.FromEnvironment(name => name == variable ? value : null, "/home/me");
        Assert.Equal(Path.GetFullPath(expected), options.CacheFolder);
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("true", true)]
    [InlineData("0", false)]
    [InlineData("", false)]
    public void FromEnvironment_Offline_IsReadAsOtherProgramsDo(string value, bool expected) =>
        Assert.Equal(expected, HubOptions.FromEnvironment(name => name == "HF_HUB_OFFLINE" ? value : null, "/home/me").Offline);

    [Fact]
    public void FromEnvironment_Token_IsTheVariableElseTheStoredOne()
    {
        using var home = new TemporaryFolder();
        string? Token(string? variable) =>
            HubOptions.FromEnvironment(name => name == "HF_HOME" ? home.Path : name == "HF_TOKEN" ? variable : null, "/home/me").Token;

        Assert.Null(Token(null));
        home.Write("token", "hf_stored\n");
        Assert.Equal("hf_stored", Token(null));
        Assert.Equal("hf_set", Token("hf_set"));
    }

    [Theory]
    [InlineData("ftp://host")]
    [InlineData("https://user:secret@host")]
    [InlineData("nonsense")]
    public void FromEnvironment_EndpointThatIsNone_IsRefused(string value) =>
        Assert.Equal(HubError.BadName, Assert.Throws<HubException>(
            () => HubOptions.FromEnvironment(name => name == "HF_ENDPOINT" ? value : null, "/home/me")).Reason);

    private static void Alter(string path, DateTime stamp)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[123] ^= 1;
        File.WriteAllBytes(path, bytes);
        File.SetLastWriteTimeUtc(path, stamp);
    }
}
