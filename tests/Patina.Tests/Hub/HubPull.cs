using Patina.Hub;

namespace Patina.Tests.Hub;

/// <summary>A cache of its own and a client of a <see cref="FakeHub"/> that does not wait long.</summary>
internal sealed class HubPull : IDisposable
{
    public const string Repository = "acme/tiny-embed";

    private readonly TemporaryFolder _folder = new();

    public HubPull()
    {
        Options = new HubOptions
        {
            Endpoint = Hub.Address,
            CacheFolder = Path.Combine(_folder.Path, "hub"),
            RetryDelay = TimeSpan.FromMilliseconds(1),
            StallTimeout = TimeSpan.FromSeconds(20),
        };
    }

    public FakeHub Hub { get; } = new();

    public HubOptions Options { get; set; }

    public string Root => Path.Combine(Options.CacheFolder, "models--acme--tiny-embed");

    public static byte[] Weights { get; } = [.. Enumerable.Range(0, 100_000).Select(i => (byte)(i * 7 % 251))];

    /// <summary>A repository with two small files and a large one.</summary>
    public void AddModel()
    {
        Hub.Add($"{Repository}/config.json", "{}");
        Hub.Add($"{Repository}/1_Pooling/config.json", "{\"a\":1}");
        Hub.Add($"{Repository}/README.md", "not needed");
        Hub.Add($"{Repository}/onnx/model.onnx", Weights, large: true);
    }

    public Snapshot Pull(string revision = "main", IReadOnlyDictionary<string, string>? sha256 = null, IProgress<HubProgress>? progress = null)
    {
        using var client = new ModelHub(Options);
        return client.PullAsync(
            RepositoryId.Parse(Repository), Revision.Parse(revision),
            new FileSelection(
                paths => [.. paths.Where(path => path.EndsWith(".json"))],
                (paths, settings) => File.Exists(Path.Combine(settings.Folder, "config.json")) ? [.. paths.Where(path => path.EndsWith(".onnx"))] : []),
            sha256 ?? new Dictionary<string, string>(), progress, CancellationToken.None).GetAwaiter().GetResult();
    }

    public HubException Refused(string revision = "main", IReadOnlyDictionary<string, string>? sha256 = null) =>
        Assert.Throws<HubException>(() => Pull(revision, sha256));

    public Snapshot Open(bool readAll = false) =>
        new HubCache(Options.CacheFolder).Open(RepositoryId.Parse(Repository), FakeHub.Commit, ["config.json", "onnx/model.onnx"], readAll);

    /// <summary>Answers requests for the weights in the storage.</summary>
    public void InterceptWeights(Func<FakeRequest, FakeResponse?> answer) =>
        Hub.Intercept = request => request.Port == Hub.StoragePort ? answer(request) : null;

    public void Dispose()
    {
        Hub.Dispose();
        _folder.Dispose();
    }
}
