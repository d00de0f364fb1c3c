namespace Patina.Hub.Http;

/// <summary>Tries again what failed for a reason that may pass.</summary>
internal static class Retries
{
    /// <param name="progress">A number that grows with what was achieved: attempts that achieve something do not count.</param>
    public static async Task<T> RunAsync<T>(HubOptions options, Func<long> progress, Func<Task<T>> attempt, CancellationToken cancellation)
    {
        var achieved = progress();
        for (var failures = 1; ; failures++)
        {
            try
            {
                return await attempt().ConfigureAwait(false);
            }
            catch (HubException error) when (error.IsTransient)
            {
                if (progress() > achieved)
                    (achieved, failures) = (progress(), 1);
                var wait = error.RetryAfter ?? options.RetryDelay * Math.Pow(2, failures - 1) * (1 + (Random.Shared.NextDouble() / 4));
                if (failures >= options.MaxAttempts || wait > options.MaxRetryAfter)
                    throw;
                await Task.Delay(wait, cancellation).ConfigureAwait(false);
            }
        }
    }

    public static Task<T> RunAsync<T>(HubOptions options, Func<Task<T>> attempt, CancellationToken cancellation) =>
        RunAsync(options, static () => 0, attempt, cancellation);
}
