namespace Patina.Hub.Http;

/// <summary>Reads from a connection that may die without a word.</summary>
internal static class StalledRead
{
    /// <exception cref="HubException">The connection broke, or brought nothing for too long; another attempt may succeed.</exception>
    public static async ValueTask<int> ReadAsync(Stream body, Memory<byte> buffer, HubOptions options, CancellationToken cancellation)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(options.StallTimeout);
        try
        {
            return await body.ReadAsync(buffer, timeout.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or HttpRequestException)
        {
            throw Broken("broke", error);
        }
        catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            throw Broken($"brought nothing for {options.StallTimeout.TotalSeconds:0} s", error);
        }
    }

    private static HubException Broken(string how, Exception error) =>
        new(HubError.Unreachable, $"The connection to the hub {how}. Run the command again; what was fetched so far is kept.", error) { IsTransient = true };
}
