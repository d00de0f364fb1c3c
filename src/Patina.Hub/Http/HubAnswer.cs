using System.Net;

namespace Patina.Hub.Http;

/// <summary>The last answer of a chain of redirects, and what the hub itself said on the way.</summary>
internal sealed class HubAnswer(HttpResponseMessage message, IReadOnlyDictionary<string, string> hubHeaders) : IDisposable
{
    public HttpResponseMessage Message { get; } = message;

    public HttpStatusCode Status => Message.StatusCode;

    /// <summary>A header that came from the hub's own host; null if none did.</summary>
    public string? HubHeader(string name) => hubHeaders.GetValueOrDefault(name);

    public void Dispose() => Message.Dispose();
}
