using System.Diagnostics;
using System.Globalization;
using Patina.Numerics;
using Patina.Pretrain.Training;

namespace Patina.Bench.Training;

/// <summary>
/// Times the training step of <c>patina pretrain</c> on made-up pairs, as tab-separated lines. The same step in PyTorch:
/// bench/torch_pretrain.py.
/// </summary>
internal static class PretrainSpeed
{
    private const int Rows = 34_000;
    private const int Columns = 256;
    private const int BatchSize = 2048;
    private const int QueryTokens = 10;
    private const int HeadTokens = 12;
    private const int BodyTokens = 80;

    /// <param name="arguments">Steps and threads; by default 30 and 1.</param>
    public static int Run(string[] arguments)
    {
        var steps = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 30;
        var threads = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 1;
        var random = new SeededRandom(1);
        var batches = Enumerable.Range(0, 4).Select(_ => MakeBatch(random)).ToList();
        var trainer = new TableTrainer(EmbeddingWeights.Random(Rows, Columns, zeroRows: 2, seed: 1), new Gemm(threads), CancellationToken.None);
        for (var step = 1; step <= 3; step++)
            trainer.Step(batches[step % batches.Count], temperature: 0.05f, rate: 1e-3f, step);

        var seconds = new double[steps];
        for (var step = 0; step < steps; step++)
        {
            var watch = Stopwatch.StartNew();
            trainer.Step(batches[step % batches.Count], temperature: 0.05f, rate: 1e-3f, step + 4);
            seconds[step] = watch.Elapsed.TotalSeconds;
        }

        Array.Sort(seconds);
        Say($"pairs per second\t{BatchSize / seconds[steps / 2]:F0}\tmedian of {steps} steps of {BatchSize} pairs, {threads} threads");
        Say($"pairs per second of the fastest step\t{BatchSize / seconds[0]:F0}");
        return 0;
    }

    private static PairBatch MakeBatch(SeededRandom random)
    {
        var batch = new PairBatch();
        for (var pair = 0; pair < BatchSize; pair++)
        {
            Add(batch.Queries, QueryTokens, random);
            Add(batch.Heads, HeadTokens, random);
            Add(batch.Bodies, BodyTokens, random);
        }

        return batch;
    }

    /// <summary>Few tokens are in most texts and most in few, as in real ones: ranks by a power of a uniform number.</summary>
    private static void Add(TokenBag bag, int length, SeededRandom random)
    {
        var tokens = new HashSet<ushort>();
        while (tokens.Count < length)
            tokens.Add((ushort)(2 + ((Rows - 2) * Math.Pow(random.Next(1 << 20) / (double)(1 << 20), 3))));
        bag.Add([.. tokens], [.. tokens.Select(_ => (byte)1)]);
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
