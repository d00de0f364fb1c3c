using Patina.Cli.Advice;
using Patina.Eval.Results;

namespace Patina.Cli.Benchmarks;

/// <summary>
/// What measuring is expected to take: by what this machine has measured of the same model before, else by the table of
/// <see cref="ModelFacts"/>, else by the size of the weights.
/// </summary>
/// <param name="results">All of the project, oldest first.</param>
/// <param name="chunks">Texts of the project that are embedded for the questions.</param>
internal sealed class TimeEstimate(IReadOnlyList<MeasuredResult> results, int chunks)
{
    /// <summary>Lengths times batches that are tried.</summary>
    private const int Trials = 12;
    private const double SecondsPerTrial = 0.5;

    /// <summary>Texts that a trial takes at least, long ones counted as several.</summary>
    private const double TextsPerTrial = 25;

    private const double BytesPerSecond = 200e6;
    private const double StartSeconds = 0.5;

    /// <summary>Training projections and asking, with a middling history.</summary>
    private const double AskingSeconds = 60;

    /// <summary>A network of MiniLM's size in INT8, on one core.</summary>
    private const double BytesTimesTexts = 23e6 * 28.4;
    private const double TableTextsPerSecond = 6000;

    public TimeSpan OfSpeed(ModelRow row)
    {
        var load = (Earlier(row)?.Cost?.LoadSeconds ?? (row.DiskBytes / BytesPerSecond)) + StartSeconds;
        return TimeSpan.FromSeconds((2 * load) + (Trials * Math.Max(SecondsPerTrial, TextsPerTrial / TextsPerSecond(row))));
    }

    public TimeSpan OfQuality(ModelRow row) => TimeSpan.FromSeconds(AskingSeconds + (chunks / TextsPerSecond(row)));

    private double TextsPerSecond(ModelRow row)
    {
        if (Earlier(row)?.Speed is { Count: > 0 } measured)
            return measured.Where(figure => figure.Texts == "medium").Select(figure => figure.TextsPerSecond).DefaultIfEmpty(1).Max();
        var perCore = row.Runtime == "static" ? TableTextsPerSecond
            : ModelFacts.All.FirstOrDefault(facts => facts.Name == row.Name) is { } facts ? facts.TextsPerCoreSecond / (row.Precision == "fp32" ? 2 : 1)
            : BytesTimesTexts / Math.Max(row.DiskBytes, 1);
        return perCore * Environment.ProcessorCount;
    }

    private MeasuredResult? Earlier(ModelRow row)
    {
        var machine = Hardware.OfThisMachine();
        return results.LastOrDefault(result =>
            (result.Model, result.Runtime, result.Precision) == (row.Name, row.Runtime, row.Precision) && result.Speed is not null && result.Hardware.IsSameMachine(machine));
    }
}
