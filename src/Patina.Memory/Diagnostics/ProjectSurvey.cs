using Patina.Memory.Scraping;
using Patina.Memory.Scraping.Code;
using Patina.Memory.Scraping.Files;
using Patina.Memory.Scraping.Git;

namespace Patina.Memory.Diagnostics;

/// <summary>What a project consists of, judged by the names of its files and the length of its history.</summary>
/// <param name="Languages">Those that are parsed, with their number of files, the most frequent first.</param>
/// <param name="OtherText">Files that are read as plain text.</param>
/// <param name="Commits">Null when there is no history that git could read.</param>
/// <param name="LeftOut">Files that are not read; <c>patina scrape --dry-run</c> says why.</param>
public sealed record ProjectSurvey(
    IReadOnlyList<LanguageCount> Languages, int OtherText, int Documents, int Notes, int? Commits, int LeftOut)
{
    /// <summary>Looks at the project without reading any file.</summary>
    /// <param name="notesGlobs">As in <see cref="ScrapeOptions.NotesGlobs"/>.</param>
    /// <exception cref="MemoryException">There is no such folder, or git refuses to read the repository.</exception>
    public static ProjectSurvey Of(ProjectLayout layout, IReadOnlyList<string> notesGlobs, CancellationToken cancellation)
    {
        var listing = FileDiscovery.Run(layout, cancellation);
        var scrapers = Scrapers.All(notesGlobs).OfType<IFileScraper>().ToList();
        var languages = new Dictionary<string, int>(StringComparer.Ordinal);
        var (other, documents, notes) = (0, 0, 0);
        foreach (var file in listing.Files)
        {
            switch (scrapers.Find(scraper => scraper.Accepts(file.Path))?.Kind)
            {
                case ScrapeKind.Code when LanguageTable.Find(file.Path, text: "") is { } language:
                    languages[language.Name] = languages.GetValueOrDefault(language.Name) + 1;
                    break;
                case ScrapeKind.Code:
                    other++;
                    break;
                case ScrapeKind.Docs:
                    documents++;
                    break;
                case ScrapeKind.Notes:
                    notes++;
                    break;
            }
        }

        var ranked = languages.Select(entry => new LanguageCount(entry.Key, entry.Value))
            .OrderByDescending(language => language.Files).ThenBy(language => language.Name, StringComparer.Ordinal);
        return new ProjectSurvey([.. ranked], other, documents, notes, CountCommits(layout, cancellation), listing.Omissions.Count);
    }

    private static int? CountCommits(ProjectLayout layout, CancellationToken cancellation)
    {
        if (GitExecutable.Find(Environment.GetEnvironmentVariable("PATH")) is not { } executable)
            return null;
        var git = new GitProgram(executable, layout.Root);
        return GitSnapshot.Take(git, cancellation, out _) switch
        {
            null => null,
            { Head: null } => 0,
            var snapshot => CommitList.Read(git, snapshot, cancellation).Count(),
        };
    }
}

/// <param name="Name">As in the events: <c>csharp</c>, <c>rust</c>.</param>
public readonly record struct LanguageCount(string Name, int Files);
