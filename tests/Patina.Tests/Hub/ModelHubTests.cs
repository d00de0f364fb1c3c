using Patina.Hub;

namespace Patina.Tests.Hub;

public sealed class ModelHubTests
{
    [Fact]
    public void Pull_NewModel_IsLaidOutAsOtherProgramsExpect()
    {
        using var pull = new HubPull();
        pull.AddModel();
        var snapshot = pull.Pull();

        Assert.Equal((FakeHub.Commit, Path.Combine(pull.Root, "snapshots", FakeHub.Commit)), (snapshot.Commit, snapshot.Folder));
        Assert.Equal(["1_Pooling/config.json", "config.json", "onnx/model.onnx"], snapshot.Sha256.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(FakeHub.Commit, File.ReadAllText(Path.Combine(pull.Root, "refs", "main")));
        Assert.Equal(
            new[] { FakeHub.GitSha1("{}"u8.ToArray()), FakeHub.GitSha1("{\"a\":1}"u8.ToArray()), FakeHub.Sha256(HubPull.Weights) }.Order(),
            Directory.GetFiles(Path.Combine(pull.Root, "blobs")).Select(path => Path.GetFileName(path)).Order());
        Assert.Equal(HubPull.Weights, File.ReadAllBytes(Path.Combine(snapshot.Folder, "onnx", "model.onnx")));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal($"../../../blobs/{FakeHub.Sha256(HubPull.Weights)}", new FileInfo(Path.Combine(snapshot.Folder, "onnx", "model.onnx")).LinkTarget);
            Assert.Equal($"../../blobs/{FakeHub.GitSha1("{}"u8.ToArray())}", new FileInfo(Path.Combine(snapshot.Folder, "config.json")).LinkTarget);
        }

        Assert.DoesNotContain(pull.Hub.Requests, request => request.Path.EndsWith("README.md"));
    }

    [Fact]
    public void Pull_WithoutLinks_PutsTheFilesThemselvesIntoTheSnapshot()
    {
        using var pull = new HubPull();
        pull.AddModel();
        pull.Options = pull.Options with { UseLinks = false };
        var snapshot = pull.Pull();

        Assert.Null(new FileInfo(Path.Combine(snapshot.Folder, "onnx", "model.onnx")).LinkTarget);
        Assert.Empty(Directory.GetFiles(Path.Combine(pull.Root, "blobs")));
        Assert.Equal(FakeHub.Sha256(HubPull.Weights), pull.Open(readAll: true).Sha256["onnx/model.onnx"]);

        pull.Hub.Requests.Clear();
        pull.Pull();
        Assert.DoesNotContain(pull.Hub.Requests, request => request.Method == "GET" && !request.Path.StartsWith("/api/"));
        File.WriteAllText(Path.Combine(snapshot.Folder, "config.json"), "[]");
        pull.Pull();
        Assert.Equal("{}", File.ReadAllText(Path.Combine(snapshot.Folder, "config.json")));
    }

    [Fact]
    public void Pull_DamagedFile_IsFetchedAnew()
    {
        using var pull = new HubPull();
        pull.AddModel();
        var blob = Path.Combine(pull.Pull().Blobs, FakeHub.Sha256(HubPull.Weights));
        var stamp = File.GetLastWriteTimeUtc(blob);
        File.WriteAllBytes(blob, [.. HubPull.Weights[..^1], 0]);
        File.SetLastWriteTimeUtc(blob, stamp);

        pull.Pull();
        Assert.Equal(HubPull.Weights, File.ReadAllBytes(blob));
    }

    [Fact]
    public void Pull_ASecondTime_FetchesNoContents()
    {
        using var pull = new HubPull();
        pull.AddModel();
        pull.Pull();
        pull.Hub.Requests.Clear();
        pull.Pull();
        Assert.DoesNotContain(pull.Hub.Requests, request => request.Method == "GET" && !request.Path.StartsWith("/api/"));
    }

    [Fact]
    public void Pull_AnotherCommitWithTheSameWeights_SharesThem()
    {
        using var pull = new HubPull();
        pull.AddModel();
        pull.Pull();
        pull.Hub.Head = new string('f', 40);
        pull.Hub.Requests.Clear();
        var snapshot = pull.Pull();

        Assert.Equal(new string('f', 40), snapshot.Commit);
        Assert.DoesNotContain(pull.Hub.Requests, request => request.Port == pull.Hub.StoragePort);
        Assert.Equal(2, Assert.Single(new HubCache(pull.Options.CacheFolder).List()).Commits.Count);
    }

    [Fact]
    public async Task Pull_TwiceAtOnce_FetchesContentsOnce()
    {
        using var pull = new HubPull();
        pull.AddModel();
        pull.InterceptWeights(request => FakeHub.Contents(request, HubPull.Weights) with { TricklePiece = 10_000 });
        var snapshots = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => pull.Pull())));

        Assert.All(snapshots, snapshot => Assert.Equal(FakeHub.Sha256(HubPull.Weights), snapshot.Sha256["onnx/model.onnx"]));
        Assert.Single(pull.Hub.Requests, request => request.Port == pull.Hub.StoragePort);
    }

    [Fact]
    public void Pull_Progress_EndsWithAllBytesOfTheWeights()
    {
        using var pull = new HubPull();
        pull.AddModel();
        var total = HubPull.Weights.Length;
        var most = new HubProgress();
        pull.Pull(progress: new Watching(progress => most = progress.Done > most.Done ? progress : most));
        Assert.Equal(new HubProgress(total, total), most);
    }

    [Fact]
    public void Pull_Token_GoesToTheHubAndToNoOtherHost()
    {
        using var pull = new HubPull();
        pull.AddModel();
        pull.Options = pull.Options with { Token = "hf_secret" };
        pull.Pull();

        Assert.All(pull.Hub.Requests, request =>
            Assert.Equal(request.Port == pull.Hub.StoragePort ? null : "Bearer hf_secret", request.Header("Authorization")));
        Assert.Contains(pull.Hub.Requests, request => request.Port == pull.Hub.StoragePort);
    }

    [Fact]
    public void Pull_RenamedRepository_FollowsTheHubsOwnRedirect()
    {
        using var pull = new HubPull();
        pull.AddModel();
        pull.Hub.Add("new-owner/tiny/config.json", "{}");
        pull.Hub.Intercept = request => request.Path == $"/{HubPull.Repository}/resolve/{FakeHub.Commit}/config.json"
            ? new FakeResponse(307).With("Location", $"/new-owner/tiny/resolve/{FakeHub.Commit}/config.json")
            : null;
        Assert.Equal("{}", File.ReadAllText(Path.Combine(pull.Pull().Folder, "config.json")));
    }

    [Fact]
    public void Remove_Model_LeavesNothing()
    {
        using var pull = new HubPull();
        pull.AddModel();
        pull.Pull();
        var cache = new HubCache(pull.Options.CacheFolder);
        Assert.True(cache.Remove(RepositoryId.Parse(HubPull.Repository)) >= HubPull.Weights.Length);
        Assert.False(Directory.Exists(pull.Root));
        Assert.Empty(cache.List());
        Assert.Equal(0, cache.Remove(RepositoryId.Parse(HubPull.Repository)));
    }

    private sealed class Watching(Action<HubProgress> watch) : IProgress<HubProgress>
    {
        public void Report(HubProgress value)
        {
            lock (watch)
                watch(value);
        }
    }
}
