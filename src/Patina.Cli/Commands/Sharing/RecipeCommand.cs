using System.CommandLine;

namespace Patina.Cli.Commands.Sharing;

/// <summary><c>patina recipe</c>: recipes as people pass them on.</summary>
internal sealed class RecipeCommand : Command
{
    public RecipeCommand(Shell shell)
        : base("recipe", "Pass recipes on, and use those of others: YAML files in git repositories, with votes beside them.")
    {
        Add(new RecipeExportCommand(shell));
        Add(new RecipeShowCommand(shell));
        Add(new RecipeDiffCommand(shell));
        Add(new RecipeApplyCommand(shell));
        Add(new RecipeVoteCommand(shell));
    }
}
