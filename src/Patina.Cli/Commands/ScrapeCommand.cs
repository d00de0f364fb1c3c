using System.CommandLine;
using Patina.Cli.Reports;
using Patina.Memory.Scraping;

namespace Patina.Cli.Commands;

/// <summary><c>patina scrape</c>: brings the memory up to date with the project.</summary>
internal sealed class ScrapeCommand : PatinaCommand
{
    private readonly Argument<string[]> _kinds = new Argument<string[]>("kind")
    {
        Description = "What to read; everything when none is named.",
        Arity = ArgumentArity.ZeroOrMore,
    }.AcceptOnlyFromAmong("code", "git", "notes", "docs");

    private readonly Option<bool> _full = new("--full") { Description = "Read everything again, changed or not." };

    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Only list what would be read, and what is left out and why." };

    private readonly Option<bool> _json = CommonOptions.Json();

    public ScrapeCommand(Shell shell)
        : base(
            shell, "scrape", "Read code, git history, notes and documents into the project's memory. Only what changed is read again.",
            "patina scrape               # bring everything up to date",
            "patina scrape git notes     # only history and notes",
            "patina scrape --dry-run     # which files are read, which are left out, and why")
    {
        Add(_kinds);
        Add(_full);
        Add(_dryRun);
        Add(_json);
    }

    protected override int Run(ParseResult line)
    {
        var project = Shell.Project(line);
        var dryRun = line.GetValue(_dryRun);
        var options = new ScrapeOptions
        {
            Kinds = Kinds(line.GetRequiredValue(_kinds)),
            Full = line.GetValue(_full),
            DryRun = dryRun,
        };
        var report = Shell.Watch(line, progress => Pipeline.RunScrape(project, options, progress, Shell.Cancellation));
        if (line.GetValue(_json))
            JsonOutput.Write(Shell.Terminal, json => ScrapeJson.Write(json, report, dryRun));
        else
            Write(line, report, dryRun);
        return ExitCode.Ok;
    }

    private void Write(ParseResult line, ScrapeReport report, bool dryRun)
    {
        var text = new ScrapeText(Shell.Terminal.Out, Shell.Terminal.Ink, Shell.Terminal.Width);
        if (dryRun)
            text.WritePlan(report);
        else if (!line.GetValue(Shell.Quiet))
            text.WriteSummary(report);
        foreach (var notice in report.Notices)
            Shell.Terminal.Say(notice);
    }

    private static HashSet<ScrapeKind> Kinds(string[] names) =>
        names.Length == 0 ? [.. Enum.GetValues<ScrapeKind>()] : [.. Enum.GetValues<ScrapeKind>().Where(kind => names.Contains(ScrapeText.Name(kind)))];
}
