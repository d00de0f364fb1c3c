using Patina.Eval.Results;

namespace Patina.Cli.Benchmarks;

/// <summary>A row, and what of it was measured before.</summary>
/// <param name="Stamp">Of the row's files.</param>
/// <param name="Speed">Null where it is to be measured.</param>
/// <param name="Asked">Digest of what is asked; null where nothing is.</param>
/// <param name="Quality">Null where it is to be measured, or nothing is asked.</param>
/// <param name="SpeedEstimate">What measuring the speed is expected to take; zero where it is kept.</param>
/// <param name="QualityEstimate">Likewise for the quality.</param>
internal sealed record PlannedRow(
    ModelRow Row, string Stamp, MeasuredResult? Speed, string? Asked, MeasuredResult? Quality, TimeSpan SpeedEstimate, TimeSpan QualityEstimate)
{
    public bool MeasuresQuality => Asked is not null && Quality is null;

    /// <summary>Whether nothing of it is to be measured.</summary>
    public bool IsFinished => Speed is not null && !MeasuresQuality;

    public TimeSpan Estimate => SpeedEstimate + QualityEstimate;
}
