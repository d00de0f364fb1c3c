namespace Patina.Memory.Scraping;

/// <summary>A file that is not read, and why.</summary>
/// <param name="Path">Relative to the root, with <c>/</c>.</param>
/// <param name="Detail">What gave rise to it: a rule, a size, a message.</param>
public sealed record Omission(string Path, OmissionReason Reason, string Detail);
