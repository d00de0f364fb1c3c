using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Patina.Cli.Models;
using Patina.Cli.Reports;
using Patina.Embeddings;
using Patina.Hub;

namespace Patina.Cli.Commands.Models;

/// <summary><c>patina model verify</c>.</summary>
internal sealed class ModelVerifyCommand : OneModelCommand
{
    private readonly Option<string?> _runtimes = new("--runtimes")
    {
        Description = "Compare the vectors of these runtimes instead, in 32-bit floats unless --precision says otherwise: at least two of onnx, mlx, reference, with commas.",
        HelpName = "NAME,NAME",
    };

    private readonly Option<bool> _json = CommonOptions.Json();

    public ModelVerifyCommand(Shell shell)
        : base(
            shell, "verify",
            "Read every file of a model and compare it with its digest, load it, and compare the vectors of texts alone and in batches. "
            + "Exits with 1 when something is not as it should be.",
            "patina model verify", "patina model verify e5-base-v2", "patina model verify ./model --runtimes onnx,mlx,reference --json")
    {
        _runtimes.Validators.Add(result =>
        {
            var names = Split(result.GetValueOrDefault<string?>());
            if (result.Tokens.Count > 0 && (names.Length < 2 || names.Distinct().Count() < names.Length || names.Except(shell.Setup.Runtimes.Select(runtime => runtime.Name)).Any()))
                result.AddError($"--runtimes: '{string.Join(',', names)}'; expected at least two of onnx, mlx, reference, each once, with commas.");
        });
        Add(_runtimes);
        Add(_json);
    }

    protected override int Run(ParseResult line)
    {
        var request = Request(line);
        return line.GetValue(_runtimes) is { } runtimes ? Compare(line, request, Split(runtimes)) : Try(line, request);
    }

    private static string[] Split(string? names) => (names ?? "").Split(',', StringSplitOptions.TrimEntries);

    private int Compare(ParseResult line, ModelRequest request, IReadOnlyList<string> runtimes)
    {
        var pairs = RuntimeComparison.Run(Shell.Setup, request, runtimes, name => Shell.Terminal.Say($"computing with {name}"), Shell.Cancellation);
        if (line.GetValue(_json))
            JsonOutput.Write(Shell.Terminal, json => ParityReport.WriteJson(json, request.Name, pairs));
        else
            ParityReport.WriteText(Shell.Terminal.Out, Shell.Terminal.Ink, request.Name, pairs);
        return Outcome(pairs.All(pair => pair.Passed), "the runtimes do not give the same vectors");
    }

    private int Try(ParseResult line, ModelRequest request)
    {
        var model = Shell.Models.Resolve(request, Shell.Cancellation);
        var files = ReadFiles(model);
        using var engine = Shell.Watch(line, progress => model.Open(new GraphStage(progress), Shell.Cancellation));
        var trial = ModelTrial.Run(engine, Shell.Cancellation);
        if (line.GetValue(_json))
            JsonOutput.Write(Shell.Terminal, json => Write(json, engine.ModelName, files, model.Runtime.Name, trial));
        else
        {
            Shell.Terminal.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{engine.ModelName}: {files}; {model.Runtime.Name}, {trial.Dimension} numbers; alone and in a batch cosine {trial.LowestCosine:F6} "
                + $"(at least {ModelTrial.CosineLimit}); length off by {trial.LongestError:E1}"));
        }

        return Outcome(trial.Passed, "the model does not give the vectors that it should");
    }

    /// <summary>The keys are an interface: add, never rename.</summary>
    private static void Write(Utf8JsonWriter json, string model, string files, string runtime, ModelTrial trial)
    {
        json.WriteString("model", model);
        json.WriteString("files", files);
        json.WriteString("runtime", runtime);
        json.WriteNumber("dimensions", trial.Dimension);
        json.WriteNumber("lowest_cosine", Math.Round(trial.LowestCosine, 6));
        json.WriteNumber("length_error", trial.LongestError);
        json.WriteBoolean("passed", trial.Passed);
    }

    private int Outcome(bool passed, string failure)
    {
        if (passed)
            return ExitCode.Ok;

        Shell.Terminal.Say($"patina: {failure}. Pull it again, try another precision, or report it with the line above.");
        return ExitCode.Failed;
    }

    private string ReadFiles(ResolvedModel model)
    {
        if (EmbeddingModels.Embedded.Contains(model.Options.ModelName))
        {
            Shell.Models.VerifyEmbedded(model.Options.ModelName);
            return "as it was shipped";
        }

        if (model.Pin is not { } pin)
            return "a folder, without digests";
        Shell.Setup.Cache.Value.Open(RepositoryId.Parse(pin.Repository), pin.Commit, [.. pin.Files.Keys], readAll: true, Shell.Cancellation);
        return $"{pin.Files.Count} files as the hub has them";
    }
}
