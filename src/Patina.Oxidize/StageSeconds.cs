namespace Patina.Oxidize;

/// <param name="Stage">One of <see cref="OxidizeStages"/>.</param>
public readonly record struct StageSeconds(string Stage, double Seconds);
