namespace Patina.Cli.Benchmarks;

/// <summary>What <c>bench models</c> gave.</summary>
/// <param name="Planned">What was to be measured or kept.</param>
/// <param name="Rows">The finished rows.</param>
/// <param name="Skipped">What is not here, or cannot be had here.</param>
/// <param name="Failed">What was tried in vain.</param>
internal sealed record ModelBenchmarkResult(
    IReadOnlyList<PlannedRow> Planned, IReadOnlyList<MeasuredRow> Rows, IReadOnlyList<SkippedRow> Skipped, IReadOnlyList<SkippedRow> Failed);
