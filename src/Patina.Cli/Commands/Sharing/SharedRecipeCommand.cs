using System.CommandLine;
using Patina.Sharing.Recipes;

namespace Patina.Cli.Commands.Sharing;

/// <summary>A command about one recipe of somebody else.</summary>
internal abstract class SharedRecipeCommand : PatinaCommand
{
    private readonly Argument<string> _source = new("recipe")
    {
        Description = "A file, or a git repository with the file behind '#': https://HOST/PATH#recipes/NAME.yaml, USER@HOST:PATH#FILE, FOLDER#FILE.",
    };

    protected SharedRecipeCommand(Shell shell, string name, string description, params string[] examples)
        : base(shell, name, description, examples)
    {
        Add(_source);
        Add(JsonOption);
    }

    protected Option<bool> JsonOption { get; } = CommonOptions.Json();

    protected SharedRecipe Load(ParseResult line) => RecipeSource.Load(line.GetRequiredValue(_source), Shell.Cancellation);
}
