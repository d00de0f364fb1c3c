using Patina.Eval.Results;

namespace Patina.Cli.Benchmarks;

/// <summary>What was measured before, by this version of the program on this machine.</summary>
/// <param name="results">All of the project, oldest first.</param>
internal sealed class FinishedRows(IReadOnlyList<MeasuredResult> results)
{
    private readonly List<MeasuredResult> _own = [.. OfThisMachine(results)];

    /// <summary>Load, speed and memory of the same files; null where they were not measured.</summary>
    public MeasuredResult? SpeedOf(string stamp) =>
        _own.LastOrDefault(result => result is { Speed.Count: > 0, Cost.LoadSeconds: not null } && result.Files == stamp);

    /// <summary>Quality of the same files on the same questions; null where it was not measured.</summary>
    public MeasuredResult? QualityOf(string stamp, string asked) =>
        _own.LastOrDefault(result => result is { Quality.Count: > 0, Cost: not null } && result.Files == stamp && result.Asked == asked);

    private static IEnumerable<MeasuredResult> OfThisMachine(IReadOnlyList<MeasuredResult> results)
    {
        var machine = Hardware.OfThisMachine();
        return results.Where(result => result.Patina == ProductVersion.Current && result.Hardware.IsSameMachine(machine));
    }
}
