using System.Diagnostics;
using Patina.Scry.Benchmarks;

namespace Patina.Bench.Search;

/// <summary>Time of a question as a new process, from its start to its end.</summary>
internal static class StartSpeed
{
    private const int Runs = 21;

    /// <param name="args">The program, a project that is scraped and oxidized, and the question.</param>
    public static int Run(string[] args)
    {
        var wall = new List<double>();
        for (var run = 0; run <= Runs; run++)
        {
            var start = new ProcessStartInfo(args[0], ["scry", args[2], "--directory", args[1], "--quiet"]) { RedirectStandardOutput = true };
            var clock = Stopwatch.StartNew();
            using var process = Process.Start(start)!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0)
                return process.ExitCode;
            if (run == 0)
                continue; // reads the files into memory
            wall.Add(clock.Elapsed.TotalMilliseconds);
        }

        Console.WriteLine(FormattableString.Invariant(
            $"new process: {RankingMetrics.Percentile(wall, 0.5):F0} ms (of {Runs}: {wall.Min():F0} to {wall.Max():F0})"));
        return 0;
    }
}
