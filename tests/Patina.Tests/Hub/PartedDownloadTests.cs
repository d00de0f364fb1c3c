using Patina.Hub;

namespace Patina.Tests.Hub;

/// <summary>Large files over several connections.</summary>
public sealed class PartedDownloadTests : IDisposable
{
    private const int PartBytes = 10_000;

    private readonly HubPull _pull = new();
    private readonly List<(int From, int? To)> _asked = [];

    public PartedDownloadTests()
    {
        _pull.AddModel();
        _pull.Options = _pull.Options with { PartBytes = PartBytes };
    }

    private string Blob => Path.Combine(_pull.Root, "blobs", FakeHub.Sha256(HubPull.Weights));

    private string[] Parts => Directory.GetFiles(Path.Combine(_pull.Root, "blobs"), "*.part");

    public void Dispose() => _pull.Dispose();

    private void Intercept(Func<FakeRequest, FakeResponse?> answer) => _pull.InterceptWeights(request =>
    {
        lock (_asked)
            _asked.Add((request.From ?? -1, request.To));
        return answer(request);
    });

    private void AssertWhole(Snapshot snapshot)
    {
        Assert.Equal(HubPull.Weights, File.ReadAllBytes(Path.Combine(snapshot.Folder, "onnx", "model.onnx")));
        Assert.Equal(FakeHub.Sha256(HubPull.Weights), snapshot.Sha256["onnx/model.onnx"]);
        Assert.Empty(Parts);
        Assert.False(File.Exists(Blob + ".incomplete"));
    }

    [Fact]
    public void Pull_LargeFile_ComesInPartsAtTheSameTime()
    {
        using var all = new CountdownEvent(4);
        Intercept(_ =>
        {
            // Each of the first four waits for the others: one connection after the other would never get on.
            if (!all.IsSet)
                all.Signal();
            Assert.True(all.Wait(TimeSpan.FromSeconds(60)));
            return null;
        });
        var reports = new List<HubProgress>();
        AssertWhole(_pull.Pull(progress: new Reports(reports)));

        Assert.Equal(Enumerable.Range(0, 10).Select(i => (i * PartBytes, (int?)((i + 1) * PartBytes) - 1)), _asked.Order());
        Assert.Equal(reports[^1].Total, reports.Max(report => report.Done));
    }

    [Fact]
    public void Pull_EveryConnectionCut_GoesOnWhereEachEnded()
    {
        Intercept(request => FakeHub.Contents(request, HubPull.Weights) with { CutAfter = 3_000 });
        AssertWhole(_pull.Pull());
        Assert.Equal(
            Enumerable.Range(0, 10).SelectMany(i => new[] { 0, 3_000, 6_000, 9_000 }.Select(at => (i * PartBytes + at, (int?)((i + 1) * PartBytes) - 1))),
            _asked.Order());
    }

    [Fact]
    public void Pull_AfterAnInterruptedRun_FetchesOnlyWhatIsLacking()
    {
        _pull.Options = _pull.Options with { MaxAttempts = 1, Connections = 1 };
        Intercept(request => request.From == 30_000 ? FakeHub.Contents(request, HubPull.Weights) with { CutAfter = 4_000 } : null);
        Assert.Equal(HubError.Unreachable, _pull.Refused().Reason);

        // The beginning is where other programs go on from; what came of the next part lies beside it.
        Assert.Equal(HubPull.Weights[..30_000], File.ReadAllBytes(Blob + ".incomplete"));
        Assert.Equal(HubPull.Weights[30_000..34_000], File.ReadAllBytes(Assert.Single(Parts)));
        Assert.False(File.Exists(Path.Combine(_pull.Root, "snapshots", FakeHub.Commit, "onnx", "model.onnx")));

        _asked.Clear();
        Intercept(_ => null);
        AssertWhole(_pull.Pull());
        Assert.Equal([34_000, 40_000, 50_000, 60_000, 70_000, 80_000, 90_000], _asked.Order().Select(part => part.From));
    }

    [Fact]
    public void Pull_LaterPartsOfAnInterruptedRun_AreNotFetchedAgain()
    {
        Directory.CreateDirectory(Path.Combine(_pull.Root, "blobs"));
        File.WriteAllBytes(Blob + ".incomplete", HubPull.Weights[..5_000]);
        File.WriteAllBytes($"{Blob}.20000-30000.part", HubPull.Weights[20_000..30_000]);
        File.WriteAllBytes($"{Blob}.30000-40000.part", HubPull.Weights[30_000..31_000]);
        File.WriteAllBytes($"{Blob}.35000-45000.part", new byte[10_000]);
        Intercept(_ => null);
        AssertWhole(_pull.Pull());
        Assert.Equal([5_000, 10_000, 31_000, 40_000, 50_000, 60_000, 70_000, 80_000, 90_000], _asked.Order().Select(part => part.From));
    }

    [Fact]
    public void Pull_ServerWithoutRanges_TakesOneConnection()
    {
        Intercept(_ => new FakeResponse(200) { Body = HubPull.Weights });
        AssertWhole(_pull.Pull());
        Assert.Equal((-1, null), _asked[^1]);
    }

    [Fact]
    public void Pull_ServerThatStopsSendingParts_StartsAgain()
    {
        _pull.Options = _pull.Options with { Connections = 1 };
        Intercept(request => request.From is < 30_000 ? null : new FakeResponse(200) { Body = HubPull.Weights });
        AssertWhole(_pull.Pull());
    }

    [Fact]
    public void Pull_AnotherPartThanAskedFor_IsAskedForAgain()
    {
        var wrong = 3;
        Intercept(request => Interlocked.Decrement(ref wrong) < 0
            ? null
            : new FakeResponse(206) { Body = HubPull.Weights[..10] }.With("Content-Range", $"bytes 0-9/{HubPull.Weights.Length + 1}"));
        AssertWhole(_pull.Pull());
    }

    [Fact]
    public void Pull_PartOfAnotherFile_IsNotKept()
    {
        byte[] altered = [.. HubPull.Weights];
        altered[70_000] ^= 1;
        Intercept(request => FakeHub.Contents(request, request.From == 70_000 ? altered : HubPull.Weights));
        Assert.Equal(HubError.WrongDigest, _pull.Refused().Reason);
        Assert.Empty(Parts);
        Assert.False(File.Exists(Blob));
        Assert.False(File.Exists(Blob + ".incomplete"));
        Assert.False(File.Exists(Path.Combine(_pull.Root, "snapshots", FakeHub.Commit, "onnx", "model.onnx")));
    }

    [Fact]
    public void Pull_BeginningOfAnotherFile_IsThrownAwayAndFetchedAnew()
    {
        Directory.CreateDirectory(Path.Combine(_pull.Root, "blobs"));
        File.WriteAllBytes(Blob + ".incomplete", new byte[7_000]);
        AssertWhole(_pull.Pull());
    }

    [Fact]
    public void Pull_PartThatBringsNothing_IsOpenedAnew()
    {
        _pull.Options = _pull.Options with { StallTimeout = TimeSpan.FromSeconds(1) };
        var stalled = 0;
        Intercept(request => request.From == 50_000 && Interlocked.Exchange(ref stalled, 1) == 0
            ? FakeHub.Contents(request, HubPull.Weights) with { StallAfter = 2_000 }
            : null);
        AssertWhole(_pull.Pull());
        Assert.Contains((52_000, 59_999), _asked);
    }

    [Fact]
    public void Pull_MoreBytesThanAskedFor_AreNotRead()
    {
        Intercept(request => new FakeResponse(206) { Body = HubPull.Weights[request.From!.Value..] }
            .With("Content-Range", $"bytes {request.From}-{HubPull.Weights.Length - 1}/{HubPull.Weights.Length}"));
        AssertWhole(_pull.Pull());
    }

    [Fact]
    public void Pull_DiskWithRoomForTheRestOnly_GoesOn()
    {
        Directory.CreateDirectory(Path.Combine(_pull.Root, "blobs"));
        File.WriteAllBytes(Blob + ".incomplete", HubPull.Weights[..50_000]);
        File.WriteAllBytes($"{Blob}.60000-70000.part", HubPull.Weights[60_000..70_000]);
        _pull.Options = _pull.Options with { FreeBytes = _ => 39_999 };
        Assert.Equal(HubError.DiskFull, _pull.Refused().Reason);
        _pull.Options = _pull.Options with { FreeBytes = _ => 40_000 };
        AssertWhole(_pull.Pull());
    }

    private sealed class Reports(List<HubProgress> reports) : IProgress<HubProgress>
    {
        public void Report(HubProgress value)
        {
            lock (reports)
                reports.Add(value);
        }
    }
}
