namespace Patina.Report.Data;

/// <summary>How many events of a kind there were in a month.</summary>
/// <param name="Month"><c>2026-03</c>.</param>
/// <param name="Kind">The first word of the event types: <c>code</c>, <c>git</c>, <c>session</c>.</param>
public readonly record struct GrowthStep(string Month, string Kind, long Events);
