using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Patina.Memory;
using Patina.Memory.Scraping;
using Patina.Oxidize;
using Patina.Scry;

namespace Patina.Cli.Commands;

/// <summary><c>patina quickstart</c>: from a project nobody prepared to an answer.</summary>
internal sealed class QuickstartCommand : PatinaCommand
{
    private const int Top = 5;

    private readonly Argument<string[]> _question = new("question")
    {
        Description = "What to ask when the memory is ready.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<bool> _json = CommonOptions.Json();

    public QuickstartCommand(Shell shell)
        : base(
            shell, "quickstart",
            "Do everything: init, scrape, oxidize, and answer a question. Run it again at any time: only what changed is done again.",
            "patina quickstart \"how are results from several lists fused\"")
    {
        Add(_question);
        Add(_json);
    }

    protected override int Run(ParseResult line)
    {
        var project = Shell.Project(line);
        Tell(line, $"Project {project.Root}");
        foreach (var file in ProjectFiles.Create(project).Where(file => file.Created))
            Tell(line, $"init      wrote {file.Path}");
        Shell.Watch(line, progress => Pipeline.RequireModel(project, Shell.Setup, progress, Shell.Cancellation));
        Step(line, "scrape", progress => Scrape(project, progress));
        Step(line, "oxidize", progress => Oxidize(project, progress));
        Answer(line, project);
        return ExitCode.Ok;
    }

    private string Scrape(ProjectLayout project, IProgress<StageProgress> progress)
    {
        var report = Pipeline.RunScrape(project, new ScrapeOptions(), progress, Shell.Cancellation);
        foreach (var notice in report.Notices)
            Shell.Terminal.Say($"          {notice}");
        var counts = report.Counts!;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{counts.Chunks.Values.Sum():N0} chunks, {counts.Symbols:N0} symbols, {counts.Commits:N0} commits, {counts.NoteItems:N0} note items");
    }

    private string Oxidize(ProjectLayout project, IProgress<StageProgress> progress)
    {
        var report = Pipeline.RunOxidize(project, Shell.Setup, new OxidizeOptions(), offline: false, progress, Shell.Cancellation);
        return string.Create(CultureInfo.InvariantCulture, $"{report.Embedded:N0} chunks embedded with {report.ModelName}");
    }

    private void Answer(ParseResult line, ProjectLayout project)
    {
        var clock = Stopwatch.StartNew();
        using var session = ScrySession.Open(project, Shell.Models);
        var query = new ScryQuery(string.Join(' ', line.GetRequiredValue(_question))) { Top = Top };
        var result = session.Search(query);
        Tell(line, string.Create(CultureInfo.InvariantCulture, $"scry    {clock.Elapsed.TotalSeconds,7:F2} s"));
        Tell(line, "");
        Reports.Answer.Write(Shell, query, result, clock.Elapsed, line.GetValue(_json), explain: false);
        Tell(line, $"Ask again: {Invocation()} scry \"...\"");
    }

    private void Step(ParseResult line, string name, Func<IProgress<StageProgress>, string> work)
    {
        var clock = Stopwatch.StartNew();
        var outcome = Shell.Watch(line, work);
        Tell(line, string.Create(CultureInfo.InvariantCulture, $"{name,-7} {clock.Elapsed.TotalSeconds,7:F2} s  {outcome}"));
    }

    private void Tell(ParseResult line, string message)
    {
        if (!line.GetValue(Shell.Quiet))
            Shell.Terminal.Say(message);
    }

    /// <summary>How this program is called from here: by name where it is in PATH, else by its path.</summary>
    private static string Invocation()
    {
        var program = Environment.ProcessPath!;
        var inPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => folder.Length > 0 && Path.Combine(folder, Path.GetFileName(program)) == program);
        var relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), program);
        return inPath ? "patina" : relative.StartsWith("..", StringComparison.Ordinal) ? program : relative;
    }
}
