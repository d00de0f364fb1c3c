using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics;
using Patina.Numerics;
using Patina.Oxidize.Recipes;
using Patina.Oxidize.Training;

namespace Patina.Bench.Training;

/// <summary>
/// Times the training step of a projection, the matrix products in it, and the processor's peak, as tab-separated lines. The
/// same step in PyTorch: bench/torch_step.py.
/// </summary>
internal static class TrainingSpeed
{
    private const int Input = 768;
    private const int Hidden = 1024;
    private const int Output = 256;
    private const int BatchSize = 256;
    private const int Vectors = 4096;

    /// <param name="arguments">Triplets and epochs; by default 5,000 and 1.</param>
    public static int Run(string[] arguments)
    {
        var triplets = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 5000;
        var epochs = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 1;
        var gemm = new Gemm();
        MeasureTraining(Math.Min(triplets, 10 * BatchSize), 1, gemm);
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var seconds = MeasureTraining(triplets, epochs, gemm);
        var processor = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
        Say($"triplets per second\t{triplets * (double)epochs / seconds:F0}\t{triplets} x {epochs} at {Input} to {Hidden} to {Output}, batch {BatchSize}: {seconds:F1} s");
        Say($"triplets per second of processor\t{triplets * (double)epochs / processor:F0}\twhich other programs on the machine slow less");
        Say($"peak memory\t{Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB");

        var peak = PeakRate(Environment.ProcessorCount);
        Say($"peak\t{peak:F0} GFLOP/s\t{Environment.ProcessorCount} threads of fused multiply-adds at once; one thread alone {PeakRate(1):F0} GFLOP/s");
        foreach (var (rows, columns, depth) in new[] { (3 * BatchSize, Hidden, Input), (3 * BatchSize, Output, Hidden), (Hidden, Input, 3 * BatchSize) })
        {
            var rate = ProductRate(rows, columns, depth, gemm);
            Say($"gemm {rows} x {depth} x {columns}\t{rate:F0} GFLOP/s\t{100 * rate / peak:F0} % of peak");
        }

        return 0;
    }

    private static double MeasureTraining(int triplets, int epochs, Gemm gemm)
    {
        var random = new SeededRandom(1);
        var values = new float[Vectors * Input];
        foreach (ref var value in values.AsSpan())
            value = (float)(random.NextNormal() / Math.Sqrt(Input));
        var table = new VectorTable(values, Input);
        var pairs = new PairSet
        {
            Anchors = [.. Enumerable.Range(0, triplets).Select(_ => random.Next(Vectors))],
            Positives = [.. Enumerable.Range(0, triplets).Select(_ => random.Next(Vectors))],
            Weights = [.. Enumerable.Repeat(1f, triplets)],
            Groups = [.. Enumerable.Range(0, triplets)],
        };
        var start = ProjectionStart.Create(Input, Hidden, Output, values, Vectors, random, gemm);
        var options = new TrainerOptions { Loss = LossChoice.Triplet, Epochs = epochs, BatchSize = BatchSize };
        var watch = Stopwatch.StartNew();
        new ProjectionTrainer(options, gemm).Train(start, table, pairs, PairSet.Empty);
        return watch.Elapsed.TotalSeconds;
    }

    /// <summary>
    /// Billions of operations per second in loops of independent fused multiply-adds on registers, on all threads at once: two processors may be
    /// one core. The best of several runs.
    /// </summary>
    private static double PeakRate(int threads)
    {
        const int steps = 20_000_000;
        var width = Vector512.IsHardwareAccelerated ? Vector512<float>.Count : Vector256<float>.Count;
        var best = 0.0;
        for (var run = 0; run < 5; run++)
        {
            using var together = new Barrier(threads);
            var seconds = new double[threads];
            var loops = Enumerable.Range(0, threads).Select(thread => new Thread(() =>
            {
                together.SignalAndWait();
                var watch = Stopwatch.StartNew();
                var sum = Vector512.IsHardwareAccelerated ? FusedLoop512(steps) : FusedLoop256(steps);
                seconds[thread] = float.IsNaN(sum) ? double.PositiveInfinity : watch.Elapsed.TotalSeconds;
            })).ToList();
            loops.ForEach(loop => loop.Start());
            loops.ForEach(loop => loop.Join());
            best = Math.Max(best, 2.0 * 8 * width * steps * threads / seconds.Max() / 1e9);
        }

        return best;
    }

    private static float FusedLoop512(int steps)
    {
        var (x, y) = (Vector512.Create(0.999f), Vector512.Create(1e-3f));
        Vector512<float> a = y, b = y, c = y, d = y, e = y, f = y, g = y, h = y;
        for (var i = 0; i < steps; i++)
        {
            a = Vector512.FusedMultiplyAdd(a, x, y);
            b = Vector512.FusedMultiplyAdd(b, x, y);
            c = Vector512.FusedMultiplyAdd(c, x, y);
            d = Vector512.FusedMultiplyAdd(d, x, y);
            e = Vector512.FusedMultiplyAdd(e, x, y);
            f = Vector512.FusedMultiplyAdd(f, x, y);
            g = Vector512.FusedMultiplyAdd(g, x, y);
            h = Vector512.FusedMultiplyAdd(h, x, y);
        }

        return Vector512.Sum(a + b + c + d + e + f + g + h);
    }

    private static float FusedLoop256(int steps)
    {
        var (x, y) = (Vector256.Create(0.999f), Vector256.Create(1e-3f));
        Vector256<float> a = y, b = y, c = y, d = y, e = y, f = y, g = y, h = y;
        for (var i = 0; i < steps; i++)
        {
            a = Vector256.FusedMultiplyAdd(a, x, y);
            b = Vector256.FusedMultiplyAdd(b, x, y);
            c = Vector256.FusedMultiplyAdd(c, x, y);
            d = Vector256.FusedMultiplyAdd(d, x, y);
            e = Vector256.FusedMultiplyAdd(e, x, y);
            f = Vector256.FusedMultiplyAdd(f, x, y);
            g = Vector256.FusedMultiplyAdd(g, x, y);
            h = Vector256.FusedMultiplyAdd(h, x, y);
        }

        return Vector256.Sum(a + b + c + d + e + f + g + h);
    }

    private static double ProductRate(int rows, int columns, int depth, Gemm gemm)
    {
        var (left, right, result) = (new float[rows * depth], new float[depth * columns], new float[rows * columns]);
        var best = 0.0;
        for (var run = 0; run < 30; run++)
        {
            var watch = Stopwatch.StartNew();
            gemm.Multiply(new MatrixView(left, rows, depth), new MatrixView(right, depth, columns), result);
            best = Math.Max(best, 2.0 * rows * columns * depth / watch.Elapsed.TotalSeconds / 1e9);
        }

        return best;
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
