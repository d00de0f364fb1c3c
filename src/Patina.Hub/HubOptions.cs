namespace Patina.Hub;

/// <summary>Where the hub is, where its files are kept, and how patient to be.</summary>
public sealed record HubOptions
{
    /// <summary>The hub's address, without a slash at its end.</summary>
    public Uri Endpoint { get; init; } = new("https://huggingface.co");

    /// <summary>Sent to the <see cref="Endpoint"/> and to no other host.</summary>
    public string? Token { get; init; }

    /// <summary>The folder that all programs using the hub share.</summary>
    public required string CacheFolder { get; init; }

    /// <summary>Open no connection; only what is in the cache counts.</summary>
    public bool Offline { get; init; }

    /// <summary>Files fetched at the same time.</summary>
    public int Parallelism { get; init; } = 4;

    /// <summary>Connections for one large file.</summary>
    public int Connections { get; init; } = 4;

    /// <summary>Bytes of a part of a large file; files of less than two parts come over one connection.</summary>
    public long PartBytes { get; init; } = 64 << 20;

    /// <summary>Attempts without any progress before giving up.</summary>
    public int MaxAttempts { get; init; } = 5;

    /// <summary>Wait before the second attempt; doubled before each further one.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait that a server may ask for.</summary>
    public TimeSpan MaxRetryAfter { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>For a connection, and for the beginning of an answer.</summary>
    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>A connection that brings nothing for this long is taken for dead.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether the cache may use symbolic links; where it cannot, snapshots hold the files themselves.</summary>
    public bool UseLinks { get; init; } = true;

    /// <summary>Free bytes of the disk that a folder is on; null where that is not known.</summary>
    public Func<string, long?> FreeBytes { get; init; } = DiskSpace.Free;

    /// <summary>The settings that other programs using the hub read from the environment.</summary>
    /// <param name="variables">The value of a variable, null if it is not set.</param>
    /// <param name="home">The user's folder.</param>
    /// <exception cref="HubException"><see cref="HubError.BadName"/>: HF_ENDPOINT is no address.</exception>
    /// <remarks>https://huggingface.co/docs/huggingface_hub/package_reference/environment_variables</remarks>
    public static HubOptions FromEnvironment(Func<string, string?> variables, string home)
    {
        string? Value(string name) => variables(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
        string Expand(string path) => path == "~" || path.StartsWith("~/", StringComparison.Ordinal) ? Path.Join(home, path[1..]) : path;

        var hubHome = Expand(Value("HF_HOME") ?? Path.Combine(Expand(Value("XDG_CACHE_HOME") ?? Path.Combine(home, ".cache")), "huggingface"));
        var cache = Value("HF_HUB_CACHE") ?? Value("HUGGINGFACE_HUB_CACHE") ?? Path.Combine(hubHome, "hub");
        return new HubOptions
        {
            CacheFolder = Path.GetFullPath(Expand(cache)),
            Endpoint = ParseEndpoint(Value("HF_ENDPOINT") ?? "https://huggingface.co"),
            Token = Value("HF_TOKEN") ?? Value("HUGGING_FACE_HUB_TOKEN") ?? ReadToken(Expand(Value("HF_TOKEN_PATH") ?? Path.Combine(hubHome, "token"))),
            Offline = IsTrue(Value("HF_HUB_OFFLINE")) || IsTrue(Value("TRANSFORMERS_OFFLINE")),
        };
    }

    private static Uri ParseEndpoint(string text) =>
        Uri.TryCreate(text.TrimEnd('/'), UriKind.Absolute, out var uri) && (uri.Scheme is "https" or "http")
            && uri.UserInfo.Length == 0 && uri.Query.Length == 0 && uri.Fragment.Length == 0
            ? uri
            : throw new HubException(HubError.BadName, $"HF_ENDPOINT is {Quoted.Of(text)}; expected an address such as https://huggingface.co.");

    /// <summary>The token that <c>hf auth login</c> has stored.</summary>
    private static string? ReadToken(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: < 4096 } && File.ReadAllText(path).Trim() is { Length: > 0 } token ? token : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A token is needed by few models; where one is, the hub's answer says so.
            return null;
        }
    }

    private static bool IsTrue(string? value) => value?.ToUpperInvariant() is "1" or "ON" or "YES" or "TRUE";
}
