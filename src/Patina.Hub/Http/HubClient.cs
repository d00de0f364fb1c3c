using System.Globalization;
using System.Text.Json;

namespace Patina.Hub.Http;

/// <summary>Asks the hub about repositories and files. Thread-safe.</summary>
/// <remarks>
/// <c>GET /api/models/{id}/revision/{revision}</c> names commit and files; <c>HEAD /{id}/resolve/{commit}/{path}</c> answers with
/// X-Repo-Commit, X-Linked-Etag and X-Linked-Size for large files, with ETag and Content-Length for those in Git.
/// </remarks>
internal sealed class HubClient(HubOptions options) : IDisposable
{
    private const int MaxListing = 16 << 20;
    private const int MaxFiles = 50_000;

    private readonly HubHttp _http = new(options);

    public Task<RemoteRepository> ReadRepositoryAsync(RepositoryId repository, Revision revision, CancellationToken cancellation) =>
        Retries.RunAsync(options, () => ListAsync(repository, revision, cancellation), cancellation);

    public Task<RemoteFile> ReadFileAsync(RepositoryId repository, string commit, string path, CancellationToken cancellation) =>
        Retries.RunAsync(options, () => DescribeAsync(repository, commit, path, cancellation), cancellation);

    /// <summary>Opens the contents of a file from one of its bytes on; the answer's status is a success or 416.</summary>
    /// <param name="to">The last byte wanted; null for the rest.</param>
    public async Task<HubAnswer> OpenAsync(RepositoryId repository, string commit, string path, long from, long? to, CancellationToken cancellation)
    {
        var answer = await _http.SendAsync(HttpMethod.Get, Address(repository, commit, path), from, to, leaveHub: true, cancellation).ConfigureAwait(false);
        if (answer.Message.IsSuccessStatusCode || (int)answer.Status == 416)
            return answer;
        using (answer)
            throw HubFailure.Of(answer, repository, path, options);
    }

    public void Dispose() => _http.Dispose();

    private async Task<RemoteRepository> ListAsync(RepositoryId repository, Revision revision, CancellationToken cancellation)
    {
        var uri = new Uri($"{Root}/api/models/{repository}/revision/{Uri.EscapeDataString(revision.Value)}");
        using var answer = await _http.SendAsync(HttpMethod.Get, uri, from: 0, to: null, leaveHub: false, cancellation).ConfigureAwait(false);
        if ((int)answer.Status != 200)
            throw HubFailure.Of(answer, repository, $"revision {revision}", options);

        var json = await ReadAsync(answer, repository, cancellation).ConfigureAwait(false);
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement, repository);
        }
        catch (JsonException error)
        {
            throw new HubException(HubError.BadResponse, $"{repository}: {options.Endpoint.Host} does not answer as a hub does. Check HF_ENDPOINT.", error);
        }
    }

    private async Task<byte[]> ReadAsync(HubAnswer answer, RepositoryId repository, CancellationToken cancellation)
    {
        using var body = await answer.Message.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        using var whole = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (await StalledRead.ReadAsync(body, buffer, options, cancellation).ConfigureAwait(false) is > 0 and var read)
        {
            whole.Write(buffer, 0, read);
            if (whole.Length > MaxListing)
                throw new HubException(HubError.BadResponse, $"{repository}: its list of files has more than {MaxListing} bytes. Choose another model.");
        }

        return whole.ToArray();
    }

    private static RemoteRepository Read(JsonElement root, RepositoryId repository)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("sha", out var sha) || sha.ValueKind != JsonValueKind.String
            || !Revision.IsCommitHash(sha.GetString()!)
            || !root.TryGetProperty("siblings", out var files) || files.ValueKind != JsonValueKind.Array || files.GetArrayLength() > MaxFiles)
        {
            throw new HubException(HubError.BadResponse, $"{repository}: the hub's answer lacks the commit or the list of files. Check HF_ENDPOINT.");
        }

        var paths = new List<string>();
        foreach (var file in files.EnumerateArray())
        {
            // A file with a name that could lead elsewhere is none that a model needs; choosing one by its name fails.
            if (file.ValueKind == JsonValueKind.Object && file.TryGetProperty("rfilename", out var name) && name.ValueKind == JsonValueKind.String
                && RepositoryPath.IsSafe(name.GetString()!))
            {
                paths.Add(name.GetString()!);
            }
        }

        return new RemoteRepository(sha.GetString()!, paths);
    }

    private async Task<RemoteFile> DescribeAsync(RepositoryId repository, string commit, string path, CancellationToken cancellation)
    {
        using var answer = await _http.SendAsync(HttpMethod.Head, Address(repository, commit, path), from: 0, to: null, leaveHub: false, cancellation).ConfigureAwait(false);
        if ((int)answer.Status >= 400)
            throw HubFailure.Of(answer, repository, path, options);

        var digest = (answer.HubHeader("X-Linked-Etag") ?? answer.HubHeader("ETag") ?? "").Replace("W/", "", StringComparison.Ordinal).Trim('"');
        var size = answer.HubHeader("X-Linked-Size") ?? answer.HubHeader("Content-Length");
        var says = answer.HubHeader("X-Repo-Commit");
        if (!FileDigest.IsDigest(digest) || !long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)
            || (says is not null && says != commit))
        {
            throw new HubException(HubError.BadResponse,
                $"{repository}: the hub does not say digest and size of {path}, so what it sends could not be verified. Check HF_ENDPOINT.");
        }

        return new RemoteFile(path, digest, bytes);
    }

    private Uri Address(RepositoryId repository, string commit, string path) =>
        new($"{Root}/{repository}/resolve/{commit}/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}");

    private string Root => options.Endpoint.AbsoluteUri.TrimEnd('/');
}
