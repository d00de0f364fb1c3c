using System.CommandLine;
using System.Globalization;
using Patina.Cli.Models;

namespace Patina.Cli.Commands.Models;

/// <summary><c>patina model pull</c>.</summary>
internal sealed class ModelPullCommand : OneModelCommand
{
    private readonly Option<bool> _offline = CommonOptions.Offline();

    public ModelPullCommand(Shell shell)
        : base(
            shell, "pull", "Fetch a model from the hub, verify it, and keep it where all programs using the hub do. A cut download goes on where it ended.",
            "patina model pull                         # the recipe's, at the commit that its lock pins",
            "patina model pull e5-base-v2",
            "patina model pull e5-base-v2 --precision fp32",
            "patina model pull hf:BAAI/bge-m3@main") =>
        Add(_offline);

    protected override int Run(ParseResult line)
    {
        var request = Request(line);
        var snapshot = Shell.Watch(line, progress => ModelFetch.Run(Shell.Setup, request, line.GetValue(_offline), progress, Shell.Cancellation));
        var model = Shell.Models.Resolve(request, Shell.Cancellation);
        if (snapshot is null)
        {
            Shell.Terminal.Say($"{model.Options.ModelName} is not one of a hub; there is nothing to fetch.");
            return ExitCode.Ok;
        }

        var bytes = snapshot.Sha256.Keys.Sum(path => SizeOf(Path.Combine(snapshot.Folder, path)));
        if (!line.GetValue(Shell.Quiet))
        {
            Shell.Terminal.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{model.Options.ModelName}: {snapshot.Sha256.Count} files, {bytes / 1e6:N1} MB, commit {snapshot.Commit}, in {snapshot.Folder}"));
        }

        return ExitCode.Ok;
    }

    private static long SizeOf(string path) => (new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? new FileInfo(path)).Length;
}
