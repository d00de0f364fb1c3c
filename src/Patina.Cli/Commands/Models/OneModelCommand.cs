using System.CommandLine;
using Patina.Embeddings;
using Patina.Oxidize.Recipes;

namespace Patina.Cli.Commands.Models;

/// <summary>A command about one model: the one that is named, or that of the recipe.</summary>
internal abstract class OneModelCommand : PatinaCommand
{
    private readonly Argument<string?> _model = new("model")
    {
        Description = "A name that `patina model list` shows, hf:owner/name, either with @revision; or a folder. Default: the recipe's model.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    /// <summary>Other weights than those that are taken without it.</summary>
    protected Option<string?> Precision { get; } = new Option<string?>("--precision") { Description = "Other weights than INT8.", HelpName = string.Join('|', Precisions.Words) }
        .AcceptOnly([.. Precisions.Words]);

    protected OneModelCommand(Shell shell, string name, string description, params string[] examples)
        : base(shell, name, description, examples)
    {
        Add(_model);
        Add(Precision);
    }

    /// <summary>What is asked for: the recipe's settings count for the recipe's model only.</summary>
    protected ModelRequest Request(ParseResult line)
    {
        var project = Shell.Project(line);
        var recipe = RecipeFile.Load(project);
        var named = line.GetValue(_model);
        if (named is not null && named != recipe.EmbeddingModel)
            recipe = Recipe.Default with { EmbeddingModel = named };
        var request = recipe.ToRequest(project);
        return line.GetValue(Precision) is { } word ? request with { Precision = Precisions.Parse(word) } : request;
    }
}
