using System.CommandLine;
using Patina.Cli.Reports;
using Patina.Memory;
using Patina.Memory.Scraping;
using Patina.Oxidize;
using Patina.Scry;
using Patina.Scry.Benchmarks;

namespace Patina.Cli.Commands;

/// <summary><c>patina bench code-search</c>: a set over many repositories, each indexed from nothing.</summary>
internal sealed class BenchCodeSearchCommand : PatinaCommand
{
    private readonly Option<string?> _set = new Option<string?>("--set")
    {
        Description = "Folder with repos.json and annotations/NAME.json.",
        HelpName = "FOLDER",
        Required = true,
    }.MustExist();

    private readonly Option<string?> _checkouts = new Option<string?>("--checkouts")
    {
        Description = "Folder with a clone of each repository under its name, at the revision the set names.",
        HelpName = "FOLDER",
        Required = true,
    }.MustExist();

    private readonly Option<string[]> _only = new("--only")
    {
        Description = "Only this repository; may be given several times.",
        HelpName = "NAME",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<int[]> _budgets = new("--budget")
    {
        Description = "Also measure the share of the answers within the spans that fill so many tokens; may be given several times.",
        HelpName = "TOKENS",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<bool> _ablate = new("--ablate") { Description = "Also score the answers without each part of the ranking." };

    private readonly Option<bool> _json = CommonOptions.Json();

    private readonly Option<bool> _verbose = CommonOptions.VerboseQueries();

    public BenchCodeSearchCommand(Shell shell)
        : base(
            shell, "code-search", "Index public repositories from nothing, ask each its questions, and score the answers.",
            "patina bench code-search --set sets/code-search --checkouts clones",
            "patina bench code-search --set sets/code-search --checkouts clones --only flask --verbose",
            "patina bench code-search --set sets/code-search --checkouts clones --budget 500 --budget 2000",
            "patina bench code-search --set sets/code-search --checkouts clones --ablate   # what each part of the ranking is worth")
    {
        Add(_set);
        Add(_checkouts);
        Add(_only);
        Add(_budgets);
        Add(_ablate);
        Add(_json);
        Add(_verbose);
    }

    protected override int Run(ParseResult line)
    {
        var set = CodeSearchSet.Load(line.GetRequiredValue(_set)!, line.GetRequiredValue(_only));
        var checkouts = Path.GetFullPath(line.GetRequiredValue(_checkouts)!);
        var result = Shell.Watch(line, progress =>
        {
            var benchmark = new CodeSearchBenchmark(Index) { Budgets = line.GetRequiredValue(_budgets), Ablate = line.GetValue(_ablate) };
            return benchmark.Run(set, checkouts, new RepositoryProgress(progress, set.Repositories.Count), Shell.Cancellation);
        });
        BenchmarkReport.Write(Shell.Terminal, result, line.GetValue(_json), line.GetValue(_verbose));
        return ExitCode.Ok;
    }

    private ScrySession Index(ProjectLayout project, CancellationToken cancellation)
    {
        var files = new HashSet<ScrapeKind> { ScrapeKind.Code, ScrapeKind.Docs, ScrapeKind.Notes };
        Pipeline.RunScrape(project, new ScrapeOptions { Kinds = files }, progress: null, cancellation);
        Pipeline.RunOxidize(project, Shell.Setup, new OxidizeOptions(), offline: false, progress: null, cancellation);
        return ScrySession.Open(project, Shell.Models);
    }

    /// <summary>Counts repositories as a stage.</summary>
    private sealed class RepositoryProgress(IProgress<StageProgress> stages, int total) : IProgress<string>
    {
        private int _begun;

        public void Report(string value) => stages.Report(new StageProgress("repositories", _begun++, total));
    }
}
