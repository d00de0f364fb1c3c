namespace Patina.Memory.Scraping;

/// <param name="Stage">As in <see cref="StageProgress.Stage"/>.</param>
public readonly record struct StageTime(string Stage, TimeSpan Elapsed);
