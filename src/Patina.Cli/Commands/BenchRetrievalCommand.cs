using System.CommandLine;
using Patina.Cli.Reports;
using Patina.Memory;
using Patina.Memory.Chunks;
using Patina.Scry;
using Patina.Scry.Benchmarks;

namespace Patina.Cli.Commands;

/// <summary><c>patina bench retrieval</c>: one query set, asked of the project.</summary>
internal sealed class BenchRetrievalCommand : PatinaCommand
{
    private readonly Option<string> _queries = new("--queries", "-q")
    {
        Description = "The query set: {\"queries\": [{\"id\", \"query\", \"relevant_docs\": [...]}]}.",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<string[]> _kinds = new("--kind")
    {
        Description = "Ask among this kind only; may be given several times.",
        HelpName = "code|commit|note|doc",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<bool> _json = CommonOptions.Json();

    private readonly Option<bool> _verbose = CommonOptions.VerboseQueries();

    public BenchRetrievalCommand(Shell shell)
        : base(
            shell, "retrieval", "Ask a query set of this project and score the answers.",
            "patina bench retrieval -q queries.json",
            "patina bench retrieval -q queries.json --kind note --kind doc",
            "patina bench retrieval -q queries.json --verbose    # each query with what came back")
    {
        _kinds.AcceptOnlyFromAmong("code", "commit", "note", "doc");
        Add(_queries);
        Add(_kinds);
        Add(_json);
        Add(_verbose);
    }

    protected override int Run(ParseResult line)
    {
        var set = RetrievalQuerySet.Load(line.GetRequiredValue(_queries));
        ChunkKind[] kinds = [.. Enum.GetValues<ChunkKind>().Where(kind => line.GetRequiredValue(_kinds).Contains(ScryJson.Name(kind)))];
        using var session = ScrySession.Open(Shell.Project(line), Shell.Models);
        var result = Shell.Watch(line, progress => RetrievalBenchmark.Run(
            set, session, kinds, new QueryProgress(progress, set.Queries.Count), Shell.Cancellation));
        BenchmarkReport.Write(Shell.Terminal, result, line.GetValue(_json), line.GetValue(_verbose));
        return ExitCode.Ok;
    }

    /// <summary>Counts queries as a stage.</summary>
    private sealed class QueryProgress(IProgress<StageProgress> stages, int total) : IProgress<int>
    {
        public void Report(int value) => stages.Report(new StageProgress("asking", value, total));
    }
}
