using System.CommandLine;
using Patina.Cli.Measurements;
using Patina.Embeddings.Machines;
using Patina.Memory.Storage;
using Patina.Oxidize.Recipes;
using Patina.Sharing.Recipes;

namespace Patina.Cli.Commands.Sharing;

/// <summary><c>patina recipe export</c>.</summary>
internal sealed class RecipeExportCommand : PatinaCommand
{
    private readonly Option<FileInfo?> _output = new("--output", "-o") { Description = "Write it to this file instead of standard output.", HelpName = "FILE" };

    private readonly Option<string?> _name = new("--name") { Description = "What to call it. Default: the model's name.", HelpName = "NAME" };

    private readonly Option<string?> _description = new("--description") { Description = "One line on what it is good for.", HelpName = "TEXT" };

    private readonly Option<string?> _author = new("--author") { Description = "Who it is by. Default: git's user.name.", HelpName = "NAME" };

    private readonly Option<string> _license = new("--license")
    {
        Description = "SPDX name of the licence that it is given under.",
        HelpName = "SPDX",
        DefaultValueFactory = _ => "CC0-1.0",
    };

    public RecipeExportCommand(Shell shell)
        : base(
            shell, "export", "Write this project's recipe as a file for others: model with revision and digests, projections, what was measured, on which hardware and how large a project. No path, no name and no text of the project.",
            "patina recipe export -o recipes/e5-on-rust.yaml --name e5-on-rust", "patina recipe export | less")
    {
        Add(_output);
        Add(_name);
        Add(_description);
        Add(_author);
        Add(_license);
    }

    protected override int Run(ParseResult line)
    {
        var project = Shell.Project(line);
        var labels = new RecipeLabels(
            line.GetValue(_name), line.GetValue(_description), line.GetValue(_author) ?? RecipeAuthor.Find(project, Shell.Cancellation), line.GetRequiredValue(_license));
        var text = SharedRecipeFile.Write(RecipeExport.Of(project, labels, MeasuredResults.Read(project, Shell.Terminal.Say, here: true).Figures(RecipeFile.Load(project).EmbeddingModel), Machine.Detect(), Shell.Cancellation));

        // What was typed could break the form; nobody else should be the first to see that.
        SharedRecipeFile.Parse(System.Text.Encoding.UTF8.GetBytes(text), "the exported recipe");
        if (line.GetValue(_output) is not { } file)
        {
            Shell.Terminal.Out.Write(text);
            return ExitCode.Ok;
        }

        AtomicFile.Write(file.FullName, text);
        if (!line.GetValue(Shell.Quiet))
            Shell.Terminal.Say($"Written to {file.FullName}. To share it, commit it to a git repository.");
        return ExitCode.Ok;
    }
}
