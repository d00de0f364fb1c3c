namespace Patina.Cli.Advice;

/// <summary>What was measured of a model on this machine.</summary>
/// <param name="TextsPerSecond">Null where only retrieval was measured.</param>
/// <param name="Quality">A sentence with figure and interval; null where only speed was measured.</param>
internal sealed record MeasuredModel(string Model, string Runtime, double? TextsPerSecond, string? Quality);
