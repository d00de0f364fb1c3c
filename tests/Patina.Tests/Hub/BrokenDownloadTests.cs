using Patina.Hub;

namespace Patina.Tests.Hub;

public sealed class BrokenDownloadTests
{
    [Fact]
    public void Pull_ConnectionCutOften_GoesOnWhereItEnded()
    {
        using var pull = new HubPull();
        pull.AddModel();
        var starts = new List<int>();
        pull.InterceptWeights(request =>
        {
            lock (starts)
                starts.Add(request.From ?? 0);
            return FakeHub.Contents(request, HubPull.Weights) with { CutAfter = 10_000 };
        });

        var snapshot = pull.Pull();
        Assert.Equal(Enumerable.Range(0, 10).Select(i => i * 10_000), starts);
        Assert.Equal(FakeHub.Sha256(HubPull.Weights), snapshot.Sha256["onnx/model.onnx"]);
    }

    [Fact]
    public void Pull_AfterAnInterruptedRun_FetchesOnlyTheRest()
    {
        using var pull = new HubPull();
        pull.AddModel();
        pull.Options = pull.Options with { MaxAttempts = 1 };
        pull.InterceptWeights(request => FakeHub.Contents(request, HubPull.Weights) with { CutAfter = 60_000 });
        Assert.Equal(HubError.Unreachable, pull.Refused().Reason);
        Assert.Equal(60_000, new FileInfo(Path.Combine(pull.Root, "blobs", FakeHub.Sha256(HubPull.Weights) + ".incomplete")).Length);
        Assert.False(File.Exists(Path.Combine(pull.Root, "snapshots", FakeHub.Commit, "onnx", "model.onnx")));

        var froms = new List<int?>();
        pull.InterceptWeights(request =>
        {
            froms.Add(request.From);
            return null;
        });
        pull.Pull();
        Assert.Equal([60_000], froms);
    }

    [Fact]
    public void Pull_ServerWithoutRanges_StartsAgain()
    {
        using var pull = new HubPull();
        pull.AddModel();
        var first = true;
        pull.InterceptWeights(_ =>
        {
            var cut = first ? 50_000 : (int?)null;
            first = false;
            return new FakeResponse(200) { Body = HubPull.Weights, CutAfter = cut };
        });
        Assert.Equal(HubPull.Weights, File.ReadAllBytes(Path.Combine(pull.Pull().Folder, "onnx", "model.onnx")));
    }

    [Fact]
    public void Pull_RestOfAnotherFile_IsThrownAwayAndFetchedAnew()
    {
        using var pull = new HubPull();
        pull.AddModel();
        Directory.CreateDirectory(Path.Combine(pull.Root, "blobs"));
        File.WriteAllBytes(Path.Combine(pull.Root, "blobs", FakeHub.Sha256(HubPull.Weights) + ".incomplete"), new byte[70_000]);
        Assert.Equal(HubPull.Weights, File.ReadAllBytes(Path.Combine(pull.Pull().Folder, "onnx", "model.onnx")));
    }

    [Fact]
    public void Pull_SlowTrickle_Arrives()
    {
        using var pull = new HubPull();
        pull.AddModel();
        pull.InterceptWeights(request => FakeHub.Contents(request, HubPull.Weights) with { TricklePiece = 5_000 });
        Assert.Equal(HubPull.Weights, File.ReadAllBytes(Path.Combine(pull.Pull().Folder, "onnx", "model.onnx")));
    }

    [Fact]
    public void Pull_ConnectionThatBringsNothing_IsOpenedAnew()
    {
        using var pull = new HubPull();
        pull.AddModel();
        pull.Options = pull.Options with { StallTimeout = TimeSpan.FromSeconds(1) };
        var calls = 0;
        pull.InterceptWeights(request =>
            Interlocked.Increment(ref calls) == 1 ? FakeHub.Contents(request, HubPull.Weights) with { StallAfter = 30_000 } : null);
        Assert.Equal(HubPull.Weights, File.ReadAllBytes(Path.Combine(pull.Pull().Folder, "onnx", "model.onnx")));
        Assert.True(calls >= 2);
    }

    [Fact]
    public void Pull_AlteredContents_AreNotKept()
    {
        using var pull = new HubPull();
        pull.AddModel();
        byte[] altered = [.. HubPull.Weights];
        altered[50_000] ^= 1;
        pull.InterceptWeights(request => FakeHub.Contents(request, altered));

        Assert.Equal(HubError.WrongDigest, pull.Refused().Reason);
        Assert.DoesNotContain(Directory.GetFiles(Path.Combine(pull.Root, "blobs")), path => Path.GetFileName(path).StartsWith(FakeHub.Sha256(HubPull.Weights)));
        Assert.False(File.Exists(Path.Combine(pull.Root, "snapshots", FakeHub.Commit, "onnx", "model.onnx")));
    }

    [Fact]
    public void Pull_MoreBytesThanAnnounced_AreRefused()
    {
        using var pull = new HubPull();
        pull.AddModel();
        pull.InterceptWeights(_ => new FakeResponse(200) { Body = [.. HubPull.Weights, 1] });
        Assert.Equal(HubError.WrongDigest, pull.Refused().Reason);
    }

    [Theory]
    [InlineData("onnx/model.onnx")]
    [InlineData("config.json")]
    public void Pull_OtherDigestThanExpected_IsRefused(string path)
    {
        using var pull = new HubPull();
        pull.AddModel();
        var error = pull.Refused(sha256: new Dictionary<string, string> { [path] = new string('0', 64) });
        Assert.Equal(HubError.WrongDigest, error.Reason);
        Assert.Contains(path, error.Message);
        Assert.False(File.Exists(Path.Combine(pull.Root, "snapshots", FakeHub.Commit, path)));
    }

    [Fact]
    public void Pull_TooManyRequests_WaitsAsLongAsAsked()
    {
        using var pull = new HubPull();
        pull.AddModel();
        var calls = 0;
        pull.Hub.Intercept = request => request.Path.StartsWith("/api/") && Interlocked.Increment(ref calls) <= 2
            ? new FakeResponse(429).With("Retry-After", "0")
            : null;
        pull.Pull();
        Assert.Equal(3, calls);
    }

    [Fact]
    public void Pull_TooManyRequestsForAnHour_SaysSoAtOnce()
    {
        using var pull = new HubPull();
        pull.AddModel();
        pull.Hub.Intercept = _ => new FakeResponse(429).With("Retry-After", "3600");
        Assert.Equal(HubError.TooManyRequests, pull.Refused().Reason);
        Assert.Single(pull.Hub.Requests);
    }

    [Fact]
    public void Pull_ServerThatKeepsFailing_IsGivenUp()
    {
        using var pull = new HubPull();
        pull.AddModel();
        pull.Hub.Intercept = _ => new FakeResponse(503);
        Assert.Equal(HubError.Unreachable, pull.Refused().Reason);
        Assert.Equal(pull.Options.MaxAttempts, pull.Hub.Requests.Count);
    }

    [Fact]
    public void Pull_DiskWithoutRoom_IsRefusedBeforeAnyByte()
    {
        using var pull = new HubPull();
        pull.AddModel();
        pull.Options = pull.Options with { FreeBytes = _ => 50_000 };
        Assert.Equal(HubError.DiskFull, pull.Refused().Reason);
        Assert.DoesNotContain(pull.Hub.Requests, request => request.Port == pull.Hub.StoragePort);
    }

    [Fact]
    public void Pull_CacheThatCannotBeWritten_SaysWhere()
    {
        using var pull = new HubPull();
        pull.AddModel();
        File.WriteAllText(pull.Options.CacheFolder, "a file where the folder should be");
        var error = pull.Refused();
        Assert.Equal(HubError.NoPermission, error.Reason);
        Assert.Contains(pull.Options.CacheFolder, error.Message);
    }
}
