using System.Diagnostics;
using Patina.Eval.Results;
using Patina.Memory;

namespace Patina.Cli.Benchmarks;

/// <summary>Measures load, speed and memory of one row, in a process that does nothing else: what it then has had of memory is the row's own.</summary>
internal static class SpeedMeasurement
{
    private const string FirstQuestion = "where is the configuration read";

    /// <summary>Opens the model once, so that a graph that has to be made first is made, and counts to no row's memory or time.</summary>
    public static void Prepare(ModelRow row, CancellationToken cancellation) => row.Model.Open(cancellation).Dispose();

    /// <param name="vectors">Where the vectors by which rows are compared are written.</param>
    public static MeasuredResult Run(ModelRow row, ProjectLayout project, string vectors, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        using var engine = row.Model.Open(cancellation);
        engine.EmbedQuery(FirstQuestion, new float[engine.Dimension]);
        var load = Stopwatch.GetElapsedTime(started);
        var speed = SpeedTrial.Run(engine, cancellation);
        var memory = PeakMemory.Bytes();
        ProbeVectors.Of(engine, cancellation).Write(vectors);
        return new MeasuredResult
        {
            Date = DateTimeOffset.UtcNow,
            Patina = ProductVersion.Current,
            Hardware = Hardware.OfThisMachine(engine.Hardware == "cpu" ? null : engine.Hardware),
            Project = new ProjectRecord(Path.GetFileName(project.Root), 0, 0),
            Model = engine.ModelName,
            Runtime = row.Runtime,
            Precision = row.Precision,
            Dimension = engine.Dimension,
            Fingerprint = engine.Fingerprint,
            Files = row.Stamp(),
            Versions = VersionsOf(row),
            Speed = speed,
            Cost = new CostRecord { LoadSeconds = Math.Round(load.TotalSeconds, 4), PeakMemoryBytes = memory, DiskBytes = row.DiskBytes },
        };
    }

    public static IReadOnlyDictionary<string, string> VersionsOf(ModelRow row)
    {
        var versions = new Dictionary<string, string> { ["dotnet"] = Environment.Version.ToString() };
        if (row.Model.Runtime.LibraryVersion is { } library)
            versions[row.Runtime] = library;
        return versions;
    }
}
