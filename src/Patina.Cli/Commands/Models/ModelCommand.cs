using System.CommandLine;

namespace Patina.Cli.Commands.Models;

/// <summary><c>patina model</c>: the embedding models.</summary>
internal sealed class ModelCommand : Command
{
    public ModelCommand(Shell shell)
        : base("model", "List, fetch, check and choose embedding models.")
    {
        Add(new ModelListCommand(shell));
        Add(new ModelShowCommand(shell));
        Add(new ModelRecommendCommand(shell));
        Add(new ModelPullCommand(shell));
        Add(new ModelVerifyCommand(shell));
        Add(new ModelExportCommand(shell));
        Add(new ModelUseCommand(shell));
        Add(new ModelRemoveCommand(shell));
        Add(new ModelPathCommand(shell));
    }
}
