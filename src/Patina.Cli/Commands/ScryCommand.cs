using System.CommandLine;
using System.Diagnostics;
using Patina.Cli.Reports;
using Patina.Memory.Chunks;
using Patina.Memory.Paths;
using Patina.Oxidize.Recipes;
using Patina.Scry;

namespace Patina.Cli.Commands;

/// <summary><c>patina scry</c>: answers a question from the project's memory.</summary>
internal sealed class ScryCommand : PatinaCommand
{
    private const int DefaultTop = 10;

    private readonly Argument<string[]> _question = new("question")
    {
        Description = "Words, a sentence, a symbol or a pasted error message.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _file = new("--file")
    {
        Description = "Instead of a question: the files that change together with this one, with the commits that show it.",
        HelpName = "PATH",
    };

    private readonly Option<int> _top = new Option<int>("--top")
    {
        Description = "How many places to return.",
        HelpName = "N",
        DefaultValueFactory = _ => DefaultTop,
    }.Between(1, 1000);

    private readonly Option<string?> _kind = new Option<string?>("--kind") { Description = "Only this kind.", HelpName = "code|commit|note|doc" }
        .AcceptOnly("code", "commit", "note", "doc");

    private readonly Option<PathGlob?> _path = new("--path")
    {
        Description = "Only files that match.",
        HelpName = "GLOB",
        CustomParser = OptionRules.ParseGlob,
    };

    private readonly Option<string?> _dimension = new Option<string?>("--dimension")
    {
        Description = "Only by this projection, not fused with the other lists.",
        HelpName = "semantic|commits|temporal|dependency",
    }.AcceptOnly([.. ProjectionRecipe.KnownNames]);

    private readonly Option<int?> _budget = new Option<int?>("--budget")
    {
        Description = "Return text to read, whole functions and sections, of about so many tokens together.",
        HelpName = "TOKENS",
    }.Between(ScryQuery.MinBudget, ScryQuery.MaxBudget);

    private readonly Option<bool> _json = CommonOptions.Json();

    private readonly Option<bool> _explain = new("--explain") { Description = "Show how the question was read, and the scores behind each place." };

    public ScryCommand(Shell shell)
        : base(
            shell, "scry", "Ask the project's memory.",
            "patina scry \"how are results from several lists fused\"",
            "patina scry parseHeader --kind code --path 'src/**'",
            "patina scry \"why did we drop the cache\" --kind note --top 3",
            "patina scry \"how are results fused\" --budget 2000   # for an agent: whole functions, up to 2000 tokens",
            "patina scry --file src/store/schema.cs   # what changes together with it",
            "patina scry --file src/store/schema.cs --dimension dependency   # what calls it or is called by it, by the projection")
    {
        Add(_question);
        Add(_file);
        Add(_top);
        Add(_kind);
        Add(_path);
        Add(_dimension);
        Add(_budget);
        Add(_json);
        Add(_explain);
        Validators.Add(result =>
        {
            var asks = result.GetResult(_question) is { Tokens.Count: > 0 };
            if (asks == (result.GetResult(_file) is not null))
                result.AddError("Ask one thing: a question, or --file PATH.");
            if (result.GetResult(_budget) is not null && (result.GetResult(_file) is not null || result.GetResult(_dimension) is not null))
                result.AddError("--budget fills with the answers to a question, from all lists: use it without --file and --dimension.");
        });
    }

    protected override int Run(ParseResult line)
    {
        using var session = ScrySession.Open(Shell.Project(line), Shell.Models);
        if (session.Notice is { } notice)
            Shell.Terminal.Say($"patina: {notice}");
        if (line.GetValue(_file) is { } file)
            return RunFile(line, session, file);

        var query = new ScryQuery(string.Join(' ', line.GetRequiredValue(_question)))
        {
            Top = line.GetValue(_top),
            Kind = line.GetValue(_kind) is { } kind ? Enum.GetValues<ChunkKind>().First(value => ScryJson.Name(value) == kind) : null,
            Path = line.GetValue(_path),
            Dimension = line.GetValue(_dimension),
            Budget = line.GetValue(_budget),
        };
        var clock = Stopwatch.StartNew();
        var result = session.Search(query);
        Answer.Write(Shell, query, result, clock.Elapsed, line.GetValue(_json), line.GetValue(_explain));
        return ExitCode.Ok;
    }

    private int RunFile(ParseResult line, ScrySession session, string file)
    {
        if (line.GetValue(_dimension) is { } dimension)
            return RunRelated(line, session, file, dimension);

        var related = session.RelatedFiles(file, line.GetValue(_top));
        if (line.GetValue(_json))
            JsonOutput.Write(Shell.Terminal, json => RelatedFilesReport.WriteJson(json, related));
        else
            RelatedFilesReport.WriteText(Shell.Terminal, related);
        return ExitCode.Ok;
    }

    private int RunRelated(ParseResult line, ScrySession session, string file, string dimension)
    {
        var clock = Stopwatch.StartNew();
        var result = session.Related(file, dimension, line.GetValue(_top));
        Answer.Write(Shell, new ScryQuery(file) { Dimension = dimension }, result, clock.Elapsed, line.GetValue(_json), line.GetValue(_explain));
        return ExitCode.Ok;
    }
}
