using System.CommandLine;
using System.Globalization;

namespace Patina.Cli.Commands.Models;

/// <summary><c>patina model remove</c>.</summary>
internal sealed class ModelRemoveCommand(Shell shell) : OneModelCommand(
    shell, "remove", "Delete all files of a model from the hub's cache, which other programs share. Vectors made with it stay.",
    "patina model remove e5-base-v2", "patina model remove hf:BAAI/bge-m3")
{
    protected override int Run(ParseResult line)
    {
        var request = Request(line);
        if (Shell.Setup.RepositoryOf(request) is not { } repository)
        {
            Shell.Terminal.Say($"patina: {request.Name} was not fetched from a hub; nothing of it is in the cache.");
            return ExitCode.Failed;
        }

        var bytes = Shell.Setup.Cache.Value.Remove(repository);
        Shell.Terminal.Say(bytes == 0
            ? $"{repository} is not in {Shell.Setup.Cache.Value.Folder}."
            : string.Create(CultureInfo.InvariantCulture, $"removed {repository}: {bytes / 1e6:N1} MB"));
        return ExitCode.Ok;
    }
}
