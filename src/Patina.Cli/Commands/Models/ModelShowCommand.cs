using System.CommandLine;
using Patina.Cli.Models;
using Patina.Cli.Reports;

namespace Patina.Cli.Commands.Models;

/// <summary><c>patina model show</c>.</summary>
internal sealed class ModelShowCommand : OneModelCommand
{
    private readonly Option<bool> _json = CommonOptions.Json();

    public ModelShowCommand(Shell shell)
        : base(
            shell, "show", "Show what is known of a model: where it comes from, its files, what computes it, and how its vectors are made and who says so.",
            "patina model show                    # the recipe's", "patina model show qwen3-embedding-0.6b", "patina model show hf:BAAI/bge-m3 --json") =>
        Add(_json);

    protected override int Run(ParseResult line)
    {
        var request = Request(line);
        var details = ModelDetails.Of(Shell.Setup, request, Shell.Cancellation);
        if (line.GetValue(_json))
            JsonOutput.Write(Shell.Terminal, json => ModelReport.WriteJson(json, details));
        else
            ModelReport.WriteText(Shell.Terminal.Out, Shell.Terminal.Ink, details);
        return ExitCode.Ok;
    }
}
