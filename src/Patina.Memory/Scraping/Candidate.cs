using Patina.Memory.Scraping.Files;
using Patina.Memory.Storage;

namespace Patina.Memory.Scraping;

/// <summary>A file and the scraper that owns it.</summary>
/// <param name="Known">What is stored under its path; null when nothing is.</param>
internal sealed record Candidate(FoundFile File, IFileScraper Scraper, StoredSource? Known);
