using System.Diagnostics;
using Patina.Embeddings;
using Patina.Eval.Results;

namespace Patina.Cli.Benchmarks;

/// <summary>Measures how fast a model embeds: texts of each length one by one, and in the batch that suits it best.</summary>
internal static class SpeedTrial
{
    private const int FewestRuns = 3;

    private static readonly int[] Batches = [1, 8, 32, 128, 512];

    /// <summary>A larger batch must be faster by this factor to be worth trying a still larger one.</summary>
    private const double Worthwhile = 1.05;

    /// <summary>Runs are repeated for so long…</summary>
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(0.25);

    /// <summary>…and a batch that would take longer than this is not tried.</summary>
    private static readonly TimeSpan TooLong = TimeSpan.FromSeconds(20);

    /// <returns>For each length, batch 1 and the best one; a single figure where batch 1 is the best.</returns>
    public static IReadOnlyList<SpeedFigure> Run(IEmbeddingEngine engine, CancellationToken cancellation) =>
        [.. SpeedTexts.All.SelectMany(texts => OfLength(engine, texts, cancellation))];

    private static IEnumerable<SpeedFigure> OfLength(IEmbeddingEngine engine, SpeedTexts texts, CancellationToken cancellation)
    {
        var alone = Measure(engine, texts, batch: 1, cancellation);
        var best = alone;
        foreach (var batch in Batches.Skip(1))
        {
            if (batch / best.TextsPerSecond > TooLong.TotalSeconds)
                break;
            var figure = Measure(engine, texts, batch, cancellation);
            var isWorthwhile = figure.TextsPerSecond > Worthwhile * best.TextsPerSecond;
            best = figure.TextsPerSecond > best.TextsPerSecond ? figure : best;
            if (!isWorthwhile)
                break;
        }

        return best == alone ? [alone] : [alone, best];
    }

    /// <summary>The median of several runs, each with other texts; the first run warms up, unless it alone takes long.</summary>
    private static SpeedFigure Measure(IEmbeddingEngine engine, SpeedTexts texts, int batch, CancellationToken cancellation)
    {
        var vectors = new float[batch * engine.Dimension];
        var runs = new List<(double Seconds, long Tokens)>();
        var begun = Stopwatch.GetTimestamp();
        for (var run = 0; ; run++)
        {
            var chosen = texts.Take(run * batch, batch);
            var started = Stopwatch.GetTimestamp();
            var tokens = engine.EmbedTexts(chosen, TextRole.Passage, vectors, progress: null, cancellation);
            var took = Stopwatch.GetElapsedTime(started);
            if (run > 0 || took > Enough)
                runs.Add((took.TotalSeconds, tokens));
            var total = Stopwatch.GetElapsedTime(begun);
            if (runs.Count > 0 && (total > TooLong || (total > Enough && runs.Count >= FewestRuns)))
                break;
        }

        var seconds = Median([.. runs.Select(run => run.Seconds / batch)]);
        var perText = runs.Average(run => (double)run.Tokens / batch);
        return new SpeedFigure(texts.Name, batch, Math.Round(1 / seconds, 3), Math.Round(perText / seconds, 1));
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return (values[values.Length / 2] + values[(values.Length - 1) / 2]) / 2;
    }
}
