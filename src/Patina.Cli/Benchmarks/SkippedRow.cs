namespace Patina.Cli.Benchmarks;

/// <summary>A row that is not measured.</summary>
/// <param name="Runtime">Null where all are meant.</param>
/// <param name="Precision">Null where all are meant.</param>
/// <param name="Reason">Says what to do.</param>
internal sealed record SkippedRow(string Model, string? Runtime, string? Precision, string Reason);
