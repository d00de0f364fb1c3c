namespace Patina.Report.Data;

/// <summary>How fast a model was on this machine.</summary>
/// <param name="Milliseconds">Of one text alone, as a question is embedded.</param>
/// <param name="TextsPerSecond">In its best batch.</param>
/// <param name="PaddingShare">Of what was computed in batches; null where not measured.</param>
public sealed record SpeedFigure(string Model, string Runtime, string Precision, double Milliseconds, double TextsPerSecond, double? PaddingShare);
