using System.Net;
using System.Net.Http.Headers;

namespace Patina.Hub.Http;

/// <summary>
/// Sends requests and follows redirects. The token goes to the hub's own host only, and no redirect leads from https to http.
/// </summary>
internal sealed class HubHttp : IDisposable
{
    private const int MaxRedirects = 8;

    private static readonly string[] HubHeaders =
        ["X-Repo-Commit", "X-Linked-Etag", "X-Linked-Size", "ETag", "Content-Length", "X-Error-Code", "X-Error-Message"];

    private readonly HubOptions _options;
    private readonly HttpClient _client;

    public HubHttp(HubOptions options)
    {
        _options = options;
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = options.ResponseTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            UseCookies = false,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("patina", "1"));
        _client.DefaultRequestHeaders.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
    }

    /// <param name="from">First byte wanted.</param>
    /// <param name="to">Last byte wanted; null for the rest.</param>
    /// <param name="leaveHub">Whether to follow a redirect to another host; else the redirect is the answer.</param>
    /// <returns>Any status but a redirect that is to be followed; the body is not read yet.</returns>
    /// <exception cref="HubException">No connection, or redirects that must not be followed.</exception>
    public async Task<HubAnswer> SendAsync(HttpMethod method, Uri uri, long from, long? to, bool leaveHub, CancellationToken cancellation)
    {
        var said = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var hop = 0; ; hop++)
        {
            var message = await SendOnceAsync(method, uri, from, to, cancellation).ConfigureAwait(false);
            if (IsHub(uri))
                Collect(message, said);
            if (Target(uri, message) is not { } target || (!leaveHub && !IsHub(target)))
                return new HubAnswer(message, said);

            message.Dispose();
            if (hop == MaxRedirects)
                throw new HubException(HubError.BadResponse, $"{uri.Host} redirects in a circle. Try again later, or check HF_ENDPOINT.");
            uri = target;
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<HttpResponseMessage> SendOnceAsync(HttpMethod method, Uri uri, long from, long? to, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, uri);
        if (from > 0 || to is not null)
            request.Headers.Range = new RangeHeaderValue(from, to);
        if (_options.Token is { } token && IsHub(uri))
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(_options.ResponseTimeout);
        try
        {
            return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timeout.Token).ConfigureAwait(false);
        }
        catch (HttpRequestException error)
        {
            throw Unreachable(uri, error.InnerException?.Message ?? error.Message, error);
        }
        catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            throw Unreachable(uri, $"no answer within {_options.ResponseTimeout.TotalSeconds:0} s", error);
        }
    }

    private static HubException Unreachable(Uri uri, string why, Exception error) =>
        new(HubError.Unreachable,
            $"{uri.Host} cannot be reached: {why.TrimEnd('.')}. Check the connection, HF_ENDPOINT and the proxy settings, and run the command again; "
            + "what was fetched so far is kept.", error)
        {
            IsTransient = true,
        };

    /// <summary>Where a redirect leads; null if the answer is none.</summary>
    private static Uri? Target(Uri from, HttpResponseMessage message)
    {
        if ((int)message.StatusCode is not (301 or 302 or 303 or 307 or 308) || message.Headers.Location is not { } location)
            return null;

        var target = location.IsAbsoluteUri ? location : new Uri(from, location);
        return target.Scheme == "https" || (target.Scheme == "http" && from.Scheme == "http")
            ? target
            : throw new HubException(HubError.BadResponse,
                $"{from.Host} redirects from {from.Scheme} to {Quoted.Of(target.Scheme)}, which is not followed. Check HF_ENDPOINT.");
    }

    private bool IsHub(Uri uri) =>
        uri.Scheme == _options.Endpoint.Scheme && uri.Port == _options.Endpoint.Port
        && string.Equals(uri.IdnHost, _options.Endpoint.IdnHost, StringComparison.OrdinalIgnoreCase);

    private static void Collect(HttpResponseMessage message, Dictionary<string, string> said)
    {
        foreach (var name in HubHeaders)
        {
            if (message.Headers.NonValidated.TryGetValues(name, out var values) || message.Content.Headers.NonValidated.TryGetValues(name, out values))
                said[name] = values.ToString();
        }

        // Of a redirect it is the length of the words that say so.
        if (message.Headers.Location is not null)
            said.Remove("Content-Length");
    }
}
