using Patina.Memory.Storage;

namespace Patina.Memory.Scraping;

/// <summary>What came of reading a file.</summary>
/// <param name="Omission">Why it is left out after all; null when it is not.</param>
/// <param name="Hash">SHA-256 of content, kind and scraper version; empty for an omission.</param>
/// <param name="Rows">What to store; null when the stored rows are still right.</param>
internal sealed record FileResult(Candidate Candidate, Omission? Omission, byte[] Hash, PreparedSource? Rows);
