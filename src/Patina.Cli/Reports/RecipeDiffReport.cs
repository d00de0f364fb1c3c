using System.Text.Json;
using Patina.Cli.Terminals;
using Patina.Sharing.Recipes;

namespace Patina.Cli.Reports;

/// <summary>What a recipe of somebody else changes in a project, for people and as JSON.</summary>
internal static class RecipeDiffReport
{
    public static void WriteText(Terminal terminal, SharedRecipe recipe, RecipeApplication application)
    {
        var (output, ink) = (terminal.Out, terminal.Ink);
        output.WriteLine($"{ink.Strong(Line.Safe(recipe.Name))}  {ink.Faint($"id {recipe.Id[..16]}")}");
        if (application.Changes.Count == 0)
            output.WriteLine("No difference: the project does that already.");
        foreach (var change in application.Changes)
        {
            if (change.Before is { } before)
                output.WriteLine(ink.Bad($"- {change.Key}: {Line.Safe(before)}"));
            if (change.After is { } after)
                output.WriteLine(ink.Good($"+ {change.Key}: {Line.Safe(after)}"));
        }
    }

    /// <summary>The keys are an interface: add, never rename.</summary>
    public static void WriteJson(Utf8JsonWriter json, SharedRecipe recipe, RecipeApplication application, bool applied)
    {
        json.WriteString("id", recipe.Id);
        json.WriteString("name", recipe.Name);
        json.WriteBoolean("applied", applied && application.Changes.Count > 0);
        json.WriteOptional("kept", application.Kept);
        json.WriteStartArray("changes");
        foreach (var change in application.Changes)
        {
            json.WriteStartObject();
            json.WriteString("key", change.Key);
            json.WriteOptional("before", change.Before);
            json.WriteOptional("after", change.After);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
