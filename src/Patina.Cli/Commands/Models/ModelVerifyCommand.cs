using System.CommandLine;
using System.Globalization;
using Patina.Cli.Models;
using Patina.Embeddings;
using Patina.Hub;

namespace Patina.Cli.Commands.Models;

/// <summary><c>patina model verify</c>.</summary>
internal sealed class ModelVerifyCommand(Shell shell) : OneModelCommand(
    shell, "verify",
    "Read every file of a model and compare it with its digest, load it, and compare the vectors of texts alone and in batches. "
    + "Exits with 1 when something is not as it should be.",
    "patina model verify", "patina model verify e5-base-v2")
{
    protected override int Run(ParseResult line)
    {
        var request = Request(line);
        var model = Shell.Models.Resolve(request, Shell.Cancellation);
        var files = ReadFiles(model);
        using var engine = Shell.Watch(line, progress => model.Open(new GraphStage(progress), Shell.Cancellation));
        var trial = ModelTrial.Run(engine, Shell.Cancellation);
        Shell.Terminal.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{engine.ModelName}: {files}; {model.Runtime.Name}, {trial.Dimension} numbers; alone and in a batch cosine {trial.LowestCosine:F6} "
            + $"(at least {ModelTrial.CosineLimit}); length off by {trial.LongestError:E1}"));
        if (trial.Passed)
            return ExitCode.Ok;

        Shell.Terminal.Say("patina: the model does not give the vectors that it should. Pull it again, try another precision, or report it with the line above.");
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
