using System.CommandLine;
using Patina.Cli.Reports;
using Patina.Pretrain;

namespace Patina.Cli.Commands;

/// <summary><c>patina pretrain</c>: trains a static embedding model on repositories.</summary>
internal sealed class PretrainCommand : PatinaCommand
{
    private static readonly PretrainOptions Defaults = new() { Corpus = [], Output = "" };

    private readonly Option<string[]> _corpus = Folders("--corpus", "Repositories to learn from, or folders that hold some.", required: true);
    private readonly Option<string[]> _development = Folders("--dev", "Repositories that decide when to stop; not trained on. Default: every twelfth of the corpus.");
    private readonly Option<string[]> _heldOut = Folders("--held-out", "Repositories for a later measurement: what also occurs there is not trained on.");

    private readonly Option<string> _output = new("--out", "-o") { Description = "Folder of the model.", HelpName = "FOLDER", Required = true };

    private readonly Option<string?> _start = new Option<string?>("--init")
    {
        Description = "A static model to go on from; default: random numbers and a vocabulary of its own.",
        HelpName = "MODEL",
    }.MustExist();

    private readonly Option<int> _dimensions = Number("--dims", "Numbers in a vector: 64, 128 or 256.", Defaults.Dimensions, 64, 256);
    private readonly Option<int> _vocabulary = Number("--vocab", "Pieces of the vocabulary.", Defaults.VocabularySize, 1_000, 65_000);
    private readonly Option<int> _pairs = Number("--pairs", "Most pairs of one repository and kind.", Defaults.PairsPerKind, 100, 1_000_000);
    private readonly Option<int> _commits = Number("--commits", "Most commits of one repository.", Defaults.Commits, 0, 1_000_000);
    private readonly Option<int> _steps = Number("--steps", "Training steps.", Defaults.Steps, 1, 1_000_000);
    private readonly Option<int> _batch = Number("--batch", "Pairs in a step.", Defaults.BatchSize, 8, 8_192);
    private readonly Option<int> _block = Number("--block", "Pairs of one repository and kind side by side in a step.", Defaults.BlockSize, 1, 8_192);
    private readonly Option<int> _seed = Number("--seed", "Start of every random choice.", (int)Defaults.Seed, 0, int.MaxValue);
    private readonly Option<int> _threads = Number("--threads", "0 for one per processor; the model does not depend on it.", 0, 0, 1_024);

    private readonly Option<float?> _rate = new("--lr") { Description = "Learning rate. Default: 0.01, or 0.001 with --init.", HelpName = "RATE" };

    private readonly Option<bool> _keep = new("--keep-work") { Description = "Keep mined pairs and checkpoint in FOLDER.work, for another run." };

    private readonly Option<bool> _json = CommonOptions.Json();

    public PretrainCommand(Shell shell)
        : base(
            shell, "pretrain", "Train a static embedding model of your own on repositories, from nothing or from another one.",
            "patina pretrain --corpus ~/code --out ~/models/ours             # every repository in ~/code",
            "patina pretrain --corpus ~/code/app --init models/patina-static-v1 --steps 60 --out ./tuned",
            "patina model use ./tuned                                        # then: patina oxidize")
    {
        foreach (var option in (Option[])[
            _corpus, _output, _development, _heldOut, _start, _dimensions, _vocabulary, _pairs, _commits, _steps, _batch, _block, _rate, _seed, _threads, _keep, _json])
            Add(option);
    }

    protected override int Run(ParseResult line)
    {
        var options = new PretrainOptions
        {
            Corpus = line.GetRequiredValue(_corpus),
            Development = line.GetValue(_development) ?? [],
            HeldOut = line.GetValue(_heldOut) ?? [],
            Output = line.GetRequiredValue(_output),
            Start = line.GetValue(_start),
            Dimensions = line.GetValue(_dimensions),
            VocabularySize = line.GetValue(_vocabulary),
            PairsPerKind = line.GetValue(_pairs),
            Commits = line.GetValue(_commits),
            Steps = line.GetValue(_steps),
            BatchSize = line.GetValue(_batch),
            BlockSize = Math.Min(line.GetValue(_block), line.GetValue(_batch)),
            LearningRate = line.GetValue(_rate),
            Seed = (ulong)line.GetValue(_seed),
            Threads = line.GetValue(_threads),
            KeepWork = line.GetValue(_keep),
            CommandLine = "patina " + string.Join(' ', line.Tokens.Select(token => token.Value)),
        };
        var report = Shell.Watch(line, progress => Pretraining.Run(options, progress, Shell.Cancellation));
        if (line.GetValue(_json))
            JsonOutput.Write(Shell.Terminal, json => PretrainText.WriteJson(json, options, report));
        else
            PretrainText.Write(Shell.Terminal, options, report);
        return ExitCode.Ok;
    }

    private static Option<string[]> Folders(string name, string description, bool required = false)
    {
        var option = new Option<string[]>(name)
        {
            Description = description,
            HelpName = "FOLDER",
            Required = required,
            AllowMultipleArgumentsPerToken = true,
        };
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
            {
                if (!Directory.Exists(token.Value))
                    result.AddError($"{name}: there is no folder '{token.Value}'.");
            }
        });
        return option;
    }

    private static Option<int> Number(string name, string description, int value, int least, int most) =>
        new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => value }.Between(least, most);
}
