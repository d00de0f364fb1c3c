using System.Diagnostics;
using System.Globalization;
using Patina.Embeddings;
using Patina.Embeddings.Onnx;
using Patina.Embeddings.Onnx.Export;
using Patina.Embeddings.Onnx.Native;
using Patina.Models;

namespace Patina.Bench.Export;

/// <summary>What exports cost and how fast their graphs are. bench/export-speed.sh runs it.</summary>
internal static class ExportSpeed
{
    private const string Usage =
        "export checkpoint <shape> <folder> [layers] | write <checkpoint> <graph.onnx> <precision> [plain operators: none, all, or some of norm,activation,rotary,attention,dynamic] "
        + "| speed <threads> <rounds> <seconds> <batch>x<length>,… <graph.onnx>…";

    /// <summary>Seconds that one measurement takes at least.</summary>
    private const double Shortest = 0.4;

    /// <summary>Tokens per second, and per second of processor.</summary>
    private readonly record struct Rate(double Wall, double Processor);

    public static int Run(string[] args)
    {
        switch (args)
        {
            case ["checkpoint", var shape, var folder, .. var layers]:
                RandomCheckpoint.Write(CheckpointShape.Of(shape, layers is [var count] ? int.Parse(count) : null), folder);
                return 0;
            case ["write", var checkpoint, var path, var precision, .. var plain]:
                Write(checkpoint, path, Enum.Parse<ModelPrecision>(precision, ignoreCase: true), plain is [var names] ? names : "none");
                return 0;
            case ["speed", var threads, var rounds, var seconds, var batches, .. var graphs]:
                Speed(int.Parse(threads), int.Parse(rounds), double.Parse(seconds, CultureInfo.InvariantCulture), batches, graphs);
                return 0;
            default:
                Console.Error.WriteLine(Usage);
                return 2;
        }
    }

    private static void Write(string checkpoint, string path, ModelPrecision precision, string plain)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        HashSet<string> apart = plain switch { "none" => [], "all" => [.. PlainOps.Operators], _ => [.. plain.Split(',')] };
        var clock = Stopwatch.StartNew();
        using (var model = Transformers.Open(checkpoint))
            GraphExport.Write(model, path, new ExportOptions { Precision = precision }, null, CancellationToken.None, (graph, ops) => apart.Count == 0 ? ops : new PlainOps(graph, ops, apart));
        var size = Directory.GetFiles(Path.GetDirectoryName(Path.GetFullPath(path))!, Path.GetFileName(path) + "*").Sum(file => new FileInfo(file).Length);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{path}: {size / 1e6:F1} MB in {clock.Elapsed.TotalSeconds:F1} s, peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB"));
    }

    /// <summary>The graphs take turns, so that what else runs disturbs them alike; the medians of their rounds are told, and their ratios to the first.</summary>
    /// <param name="rounds">At most; the one in which the seconds have passed is the last.</param>
    private static void Speed(int threads, int rounds, double seconds, string batches, string[] graphs)
    {
        using var options = new SessionOptions();
        options.SetThreads(threads);
        var sessions = graphs.Select(path => Session.Open(path, options)).ToArray();
        foreach (var batch in batches.Split(','))
        {
            var (rows, length) = (int.Parse(batch.Split('x')[0]), int.Parse(batch.Split('x')[1]));
            var rates = graphs.Select(_ => new List<Rate>()).ToArray();
            var clock = Stopwatch.StartNew();
            for (var round = 0; round < rounds && clock.Elapsed.TotalSeconds < seconds; round++)
            {
                for (var i = 0; i < graphs.Length; i++)
                    rates[i].Add(RateOf(sessions[i], graphs[i], rows, length));
            }

            Console.WriteLine($"{batch}, {threads} threads, {rates[0].Count} rounds: " + string.Join("  ", graphs.Select((path, i) => Line(path, rates[i], rates[0]))));
        }

        foreach (var session in sessions)
            session.Dispose();
    }

    private static string Line(string path, List<Rate> rates, List<Rate> first)
    {
        var (wall, processor) = (Median(rates, rate => rate.Wall), Median(rates, rate => rate.Processor));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path)))} {wall:F0}/s ({wall / Median(first, rate => rate.Wall):F2}), "
            + $"of processor {processor:F0}/s ({processor / Median(first, rate => rate.Processor):F2})");
    }

    private static double Median(List<Rate> rates, Func<Rate, double> part)
    {
        var sorted = rates.Select(part).Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static Rate RateOf(Session session, string path, int rows, int length)
    {
        var random = new Random(3);
        var ids = Enumerable.Range(0, rows * length).Select(_ => random.Next(1000, 30_000)).ToArray();
        var batch = new TokenBatch(rows, length, ids, Enumerable.Repeat(1, ids.Length).ToArray());
        var inputs = GraphInputs.For(session, path);
        var runs = 0;
        var started = Process.GetCurrentProcess().TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        do
        {
            var tensors = inputs.Create(batch);
            session.Run(tensors, 0, CancellationToken.None).Dispose();
            foreach (var tensor in tensors)
                tensor.Dispose();
            runs++;
        }
        while (clock.Elapsed.TotalSeconds < Shortest);
        double tokens = rows * length * runs;
        return new Rate(tokens / clock.Elapsed.TotalSeconds, tokens / (Process.GetCurrentProcess().TotalProcessorTime - started).TotalSeconds);
    }
}
