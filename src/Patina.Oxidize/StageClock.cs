using System.Diagnostics;

namespace Patina.Oxidize;

/// <summary>Adds up how long each stage of a run takes.</summary>
internal sealed class StageClock
{
    private readonly List<(string Stage, double Seconds)> _stages = [];

    public IReadOnlyList<StageSeconds> Stages => [.. _stages
        .GroupBy(entry => entry.Stage).Select(group => new StageSeconds(group.Key, group.Sum(entry => entry.Seconds)))];

    public void Measure(string stage, Action work)
    {
        var watch = Stopwatch.StartNew();
        work();
        _stages.Add((stage, watch.Elapsed.TotalSeconds));
    }

    public T Measure<T>(string stage, Func<T> work)
    {
        var watch = Stopwatch.StartNew();
        var result = work();
        _stages.Add((stage, watch.Elapsed.TotalSeconds));
        return result;
    }
}
