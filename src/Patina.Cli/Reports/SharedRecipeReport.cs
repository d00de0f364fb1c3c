using System.Text.Json;
using Patina.Cli.Terminals;
using Patina.Sharing.Recipes;

namespace Patina.Cli.Reports;

/// <summary>A recipe of somebody else, for people and as JSON.</summary>
internal static class SharedRecipeReport
{
    public static void WriteText(TextWriter output, Ink ink, SharedRecipe recipe)
    {
        output.WriteLine($"{ink.Strong(Line.Safe(recipe.Name))}{(recipe.Author is { } author ? $"  by {Line.Safe(author)}" : "")}  {ink.Faint(Line.Safe(recipe.License))}");
        if (recipe.Description is { } description)
            output.WriteLine(Line.Safe(description));
        output.WriteLine($"  model        {Line.Safe(recipe.Model.Id)}{(recipe.Model.Revision is { } revision ? $" @ {revision[..12]}" : "")}");
        output.WriteLine($"  files        {(recipe.Model.Files.Count == 0 ? "none pinned" : $"{recipe.Model.Files.Count} pinned by SHA-256")}");
        output.WriteLine($"  runtime      {Word(recipe.Limits.Runtime)}, precision {Word(recipe.Model.Precision)}");
        if (recipe.Limits.MemoryMegabytes is { } memory)
            output.WriteLine($"  memory       {memory} MB");
        foreach (var projection in recipe.Projections)
            output.WriteLine($"  projection   {projection.Name} {projection.Layers}, {projection.Epochs} epochs");
        foreach (var figure in recipe.Evaluation)
            output.WriteLine($"  measured     {Line.Safe(figure.Set)}, {Line.Safe(figure.Ranking)}: {FigureText.Of(figure)}, {figure.Questions} questions");
        if (recipe.Hardware is { } hardware)
            output.WriteLine($"  hardware     {Line.Safe(hardware.Processor ?? "?")}, {hardware.Cores} cores, {hardware.MemoryMegabytes} MB{(hardware.Accelerator is { } gpu ? $", {Line.Safe(gpu)}" : "")}");
        if (recipe.Project is { } project)
            output.WriteLine($"  project      {project.Files} files, {project.Chunks} chunks, {project.Commits} commits: {Line.Safe(string.Join(", ", project.Languages.Select(language => $"{language.Key} {language.Value}")))}");
        output.WriteLine(ink.Faint($"  id           {recipe.Id}"));
    }

    /// <summary>The keys are an interface: add, never rename.</summary>
    public static void WriteJson(Utf8JsonWriter json, SharedRecipe recipe)
    {
        json.WriteString("id", recipe.Id);
        json.WriteString("name", recipe.Name);
        json.WriteOptional("description", recipe.Description);
        json.WriteOptional("author", recipe.Author);
        json.WriteString("license", recipe.License);
        json.WriteString("model", recipe.Model.Id);
        json.WriteOptional("revision", recipe.Model.Revision);
        json.WriteString("precision", Word(recipe.Model.Precision));
        json.WriteString("runtime", Word(recipe.Limits.Runtime));
        json.WriteStrings("projections", recipe.Projections.Select(projection => projection.Name));
        json.WriteStartArray("evaluation");
        foreach (var figure in recipe.Evaluation)
            FigureText.WriteJson(json, figure);
        json.WriteEndArray();
    }

    private static string Word<T>(T choice)
        where T : struct, Enum => choice.ToString().ToLowerInvariant();
}
