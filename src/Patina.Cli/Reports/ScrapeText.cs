using System.Globalization;
using Patina.Cli.Terminals;
using Patina.Memory.Chunks;
using Patina.Memory.Scraping;
using Patina.Memory.Storage.Reading;

namespace Patina.Cli.Reports;

/// <summary>What a scrape did, or would do, for people.</summary>
/// <param name="width">Columns; null for no limit.</param>
internal sealed class ScrapeText(TextWriter output, Ink ink, int? width)
{
    private const int DetailIndent = 8;

    public void WriteSummary(ScrapeReport report)
    {
        var table = new TextTable("", "new", "changed", "removed", "unchanged");
        foreach (var kind in report.Kinds)
            table.Add(Name(kind.Kind), Number(kind.Added), Number(kind.Changed), Number(kind.Removed), Number(kind.Unchanged));
        table.Write(output, ink);
        if (report.Counts is { } counts)
            output.WriteLine(Describe(counts));
        WriteOmissionCounts(report.Omissions);
        output.WriteLine(ink.Faint(Line.Wrap(Describe(report.Stages), width, DetailIndent)));
    }

    /// <summary>A line per file: what reads it, or why nothing does.</summary>
    public void WritePlan(ScrapeReport report)
    {
        foreach (var file in report.Planned)
            output.WriteLine($"{Name(file.Kind),-10}{Line.Safe(file.Path)}");
        foreach (var omission in report.Omissions)
        {
            var reason = Name(omission.Reason);
            output.WriteLine($"{ink.Warning("left out")}  {Line.Safe(omission.Path)}{ink.Faint($"  {reason}: {Line.Safe(omission.Detail)}")}");
        }
    }

    /// <summary>As <c>patina scrape KIND</c> spells it.</summary>
    public static string Name(ScrapeKind kind) => kind switch
    {
        ScrapeKind.Code => "code",
        ScrapeKind.Git => "git",
        ScrapeKind.Notes => "notes",
        _ => "docs",
    };

    public static string Name(OmissionReason reason) => reason switch
    {
        OmissionReason.Secret => "secret",
        OmissionReason.Ignored => "ignored",
        OmissionReason.NotText => "not text",
        OmissionReason.Vendored => "vendored",
        OmissionReason.Generated => "generated",
        OmissionReason.LockFile => "lock file",
        OmissionReason.Minified => "minified",
        OmissionReason.TooLarge => "too large",
        OmissionReason.Empty => "empty",
        OmissionReason.SymbolicLink => "symbolic link",
        OmissionReason.OutsideProject => "outside the project",
        OmissionReason.OtherRepository => "another repository",
        _ => "unreadable",
    };

    private static string Describe(MemoryCounts counts)
    {
        long Chunks(ChunkKind kind) => counts.Chunks.GetValueOrDefault(kind);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            Memory: {counts.Chunks.Values.Sum():N0} chunks (code {Chunks(ChunkKind.Code):N0}, commits {Chunks(ChunkKind.Commit):N0}, notes {Chunks(ChunkKind.Note):N0}, docs {Chunks(ChunkKind.Doc):N0})
                    {counts.Symbols:N0} symbols, {counts.Calls:N0} calls, {counts.Commits:N0} commits, {counts.Tags:N0} tags, {counts.NoteItems:N0} note items
            """);
    }

    private void WriteOmissionCounts(IReadOnlyList<Omission> omissions)
    {
        if (omissions.Count == 0)
            return;
        var reasons = omissions.GroupBy(omission => omission.Reason).OrderByDescending(group => group.Count())
            .Select(group => $"{Name(group.Key)} {Number(group.Count())}");
        var text = $"Left out {Number(omissions.Count)} files: {string.Join(", ", reasons)} ('patina scrape --dry-run' lists them)";
        output.WriteLine(Line.Wrap(text, width, DetailIndent));
    }

    private static string Describe(IReadOnlyList<StageTime> stages)
    {
        var total = stages.Sum(stage => stage.Elapsed.TotalSeconds);
        var parts = stages.Where(stage => stage.Elapsed.TotalSeconds >= 0.05)
            .Select(stage => string.Create(CultureInfo.InvariantCulture, $"{stage.Stage} {stage.Elapsed.TotalSeconds:F1} s"));
        var detail = string.Join(", ", parts);
        return string.Create(CultureInfo.InvariantCulture, $"Took {total:F1} s") + (detail.Length > 0 ? $" ({detail})" : "");
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
