using System.Diagnostics;

namespace Patina.Scry.Benchmarks;

/// <summary>Asks one question several times and takes the median time, so that neither the first compilation nor a hiccup counts.</summary>
internal static class TimedSearch
{
    private const int Runs = 5;

    public static (IReadOnlyList<ScryHit> Hits, double Milliseconds) Ask(
        ScrySession session, ScryQuery query, CancellationToken cancellation)
    {
        IReadOnlyList<ScryHit> hits = [];
        var milliseconds = new double[Runs];
        for (var run = 0; run < Runs; run++)
        {
            cancellation.ThrowIfCancellationRequested();
            var clock = Stopwatch.StartNew();
            hits = session.Search(query).Hits;
            milliseconds[run] = clock.Elapsed.TotalMilliseconds;
        }

        return (hits, RankingMetrics.Percentile(milliseconds, 0.5));
    }
}
