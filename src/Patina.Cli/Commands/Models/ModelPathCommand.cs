using System.CommandLine;
using Patina.Cli.Reports;

namespace Patina.Cli.Commands.Models;

/// <summary><c>patina model path</c>.</summary>
internal sealed class ModelPathCommand : OneModelCommand
{
    private readonly Option<bool> _json = CommonOptions.Json();

    public ModelPathCommand(Shell shell)
        : base(
            shell, "path", "Print the folder of a model on this machine. Fails when it is not here.",
            "ls $(patina model path e5-base-v2)") =>
        Add(_json);

    protected override int Run(ParseResult line)
    {
        var model = Shell.Models.Resolve(Request(line), Shell.Cancellation);
        if (line.GetValue(_json))
        {
            JsonOutput.Write(Shell.Terminal, json =>
            {
                json.WriteString("name", model.Options.ModelName);
                json.WriteString("folder", model.Files.Folder);
                json.WriteOptional("weights", model.Options.WeightsFile);
                json.WriteOptional("revision", model.Pin?.Commit);
            });
        }
        else
        {
            Shell.Terminal.Out.WriteLine(model.Files.Folder);
        }

        return ExitCode.Ok;
    }
}
