using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Patina.Tests.Hub;

/// <summary>
/// A server that behaves as a model hub does, on this machine: names commit and files, answers HEAD with digests, serves ranges, and
/// redirects large files to a second server as the hub does to its storage.
/// </summary>
internal sealed class FakeHub : IDisposable
{
    public const string Commit = "0123456789abcdef0123456789abcdef01234567";

    private readonly TcpListener _hub = new(IPAddress.Loopback, 0);
    private readonly TcpListener _storage = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<string, (byte[] Content, bool Large)> _files = new();
    private readonly CancellationTokenSource _stop = new();
    private int _connections;

    public FakeHub()
    {
        Start(_hub);
        Start(_storage);
    }

    public Uri Address => new($"http://127.0.0.1:{PortOf(_hub)}");

    public int StoragePort => PortOf(_storage);

    /// <summary>Connections that were opened to either server.</summary>
    public int Connections => _connections;

    public ConcurrentQueue<FakeRequest> Requests { get; } = [];

    /// <summary>Asked first; null leaves the answer to the hub.</summary>
    public Func<FakeRequest, FakeResponse?> Intercept { get; set; } = static _ => null;

    /// <summary>The commit of every repository.</summary>
    public string Head { get; set; } = Commit;

    /// <param name="path"><c>owner/name/file</c>.</param>
    /// <param name="large">Kept in the storage and named by its SHA-256, as the hub does with weights.</param>
    public void Add(string path, byte[] content, bool large = false) => _files[path] = (content, large);

    public void Add(string path, string content, bool large = false) => Add(path, Encoding.UTF8.GetBytes(content), large);

    public static string Sha256(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    public static string GitSha1(byte[] content) =>
        Convert.ToHexStringLower(SHA1.HashData([.. Encoding.ASCII.GetBytes($"blob {content.Length}\0"), .. content]));

    /// <summary>The contents of a file, from the byte that was asked for.</summary>
    public static FakeResponse Contents(FakeRequest request, byte[] content)
    {
        if (request.From is not { } from)
            return new FakeResponse(200) { Body = content };
        return from >= content.Length
            ? new FakeResponse(416).With("Content-Range", $"bytes */{content.Length}")
            : Part(from, Math.Min(request.To ?? content.Length, content.Length - 1));

        FakeResponse Part(int first, int last) =>
            new FakeResponse(206) { Body = content[first..(last + 1)] }.With("Content-Range", $"bytes {first}-{last}/{content.Length}");
    }

    public void Dispose()
    {
        _stop.Cancel();
        _hub.Stop();
        _storage.Stop();
        _stop.Dispose();
    }

    private static int PortOf(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;

    private void Start(TcpListener listener)
    {
        listener.Start();
        _ = Task.Run(async () =>
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(_stop.Token);
                Interlocked.Increment(ref _connections);
                _ = Task.Run(() => ServeAsync(client, PortOf(listener)));
            }
        });
    }

    private async Task ServeAsync(TcpClient client, int port)
    {
        using (client)
        {
            var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
            while (await ReadAsync(reader, port) is { } request)
            {
                Requests.Enqueue(request);
                var response = Intercept(request) ?? Answer(request);
                if (!await SendAsync(stream, request, response))
                    return;
            }
        }
    }

    private async Task<FakeRequest?> ReadAsync(StreamReader reader, int port)
    {
        if (await reader.ReadLineAsync(_stop.Token) is not { Length: > 0 } line)
            return null;
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 } header)
            headers[header[..header.IndexOf(':')]] = header[(header.IndexOf(':') + 1)..].Trim();
        var parts = line.Split(' ');
        return new FakeRequest(parts[0], Uri.UnescapeDataString(parts[1].Split('?')[0]), headers, port);
    }

    private async Task<bool> SendAsync(NetworkStream stream, FakeRequest request, FakeResponse response)
    {
        var length = response.Headers.GetValueOrDefault("Content-Length") ?? response.Body.Length.ToString();
        var head = new StringBuilder($"HTTP/1.1 {response.Status} Fake\r\nContent-Length: {length}\r\n");
        foreach (var (name, value) in response.Headers.Where(header => header.Key != "Content-Length"))
            head.Append($"{name}: {value}\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), _stop.Token);
        if (request.Method == "HEAD")
            return true;

        var end = Math.Min(response.CutAfter ?? response.StallAfter ?? response.Body.Length, response.Body.Length);
        var piece = response.TricklePiece ?? Math.Max(end, 1);
        for (var at = 0; at < end; at += piece)
        {
            await stream.WriteAsync(response.Body.AsMemory(at, Math.Min(piece, end - at)), _stop.Token);
            if (response.TricklePiece is not null)
                await Task.Delay(5, _stop.Token);
        }

        if (response.StallAfter is not null)
            await Task.Delay(Timeout.Infinite, _stop.Token);
        return response.CutAfter is null;
    }

    private FakeResponse Answer(FakeRequest request)
    {
        var parts = request.Path.Trim('/').Split('/');
        if (parts is ["api", "models", var owner, var name, "revision", ..])
            return Listing($"{owner}/{name}/");
        if (parts is ["storage", .. var stored])
            return Contents(request, _files[string.Join('/', stored)].Content);
        if (parts is not [_, _, "resolve", _, .. var path] || !_files.TryGetValue($"{parts[0]}/{parts[1]}/{string.Join('/', path)}", out var file))
            return new FakeResponse(404).With("X-Error-Code", "EntryNotFound");

        var response = file.Large
            ? new FakeResponse(302)
                .With("Location", $"http://127.0.0.1:{StoragePort}/storage/{parts[0]}/{parts[1]}/{string.Join('/', path)}")
                .With("X-Linked-Etag", $"\"{Sha256(file.Content)}\"")
                .With("X-Linked-Size", file.Content.Length.ToString())
            : Contents(request, file.Content).With("ETag", $"\"{GitSha1(file.Content)}\"");
        return response.With("X-Repo-Commit", Head);
    }

    private FakeResponse Listing(string prefix)
    {
        var names = _files.Keys.Where(path => path.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        if (names.Count == 0)
            return new FakeResponse(404).With("X-Error-Code", "RepoNotFound");
        var files = names.Select(path => new Dictionary<string, string> { ["rfilename"] = path[prefix.Length..] });
        return new FakeResponse(200)
        {
            Body = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object> { ["sha"] = Head, ["siblings"] = files }),
        };
    }
}
