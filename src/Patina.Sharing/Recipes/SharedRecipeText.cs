using System.Globalization;
using System.Text;
using Patina.Oxidize.Recipes;

namespace Patina.Sharing.Recipes;

/// <summary>Writes a shared recipe as YAML. The same recipe gives the same text.</summary>
internal sealed class SharedRecipeText
{
    private readonly StringBuilder _text = new();

    private SharedRecipeText()
    {
    }

    public static string Write(SharedRecipe recipe)
    {
        var writer = new SharedRecipeText();
        writer.AppendHead(recipe);
        writer.AppendModel(recipe.Model);
        writer.AppendLimits(recipe.Limits);
        if (recipe.FastDimensions is { } fast)
            writer.Line($"fast_dimensions: {fast}");
        writer.AppendProjections(recipe.Projections);
        writer.AppendEvaluation(recipe.Evaluation);
        if (recipe.Hardware is { } hardware)
            writer.AppendHardware(hardware);
        if (recipe.Project is { } project)
            writer.AppendProject(project);
        return writer._text.ToString();
    }

    /// <summary>A scalar of YAML in double quotes.</summary>
    public static string Quote(string value)
    {
        var quoted = new StringBuilder("\"");
        foreach (var letter in value)
        {
            if (letter is '"' or '\\')
                quoted.Append('\\').Append(letter);
            else if (char.IsControl(letter) || letter is '\u2028' or '\u2029' or '\uFEFF')
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:X4}");
            else
                quoted.Append(letter);
        }

        return quoted.Append('"').ToString();
    }

    public static string WordOf<T>(T choice)
        where T : struct, Enum => choice.ToString().ToLowerInvariant();

    private void AppendHead(SharedRecipe recipe)
    {
        Line($"patina_recipe: {SharedRecipe.CurrentVersion}");
        Line($"name: {Quote(recipe.Name)}");
        Optional("description", recipe.Description);
        Optional("author", recipe.Author);
        Line($"license: {Quote(recipe.License)}");
    }

    private void AppendModel(SharedModel model)
    {
        Line($"model:");
        Line($"  id: {Quote(model.Id)}");
        Optional("  name", model.Name);
        Optional("  revision", model.Revision);
        Line($"  precision: {WordOf(model.Precision)}");
        foreach (var (key, value) in RecipeKeys.OfModel(
            model.ExtractionLayer, model.Pooling, model.Dimensions, model.MaxLength, model.QueryPrefix, model.PassagePrefix, model.InstructionPrefix))
        {
            if (value is not null)
                Line($"  {key}: {value}");
        }

        if (model.Files.Count == 0)
            return;
        Line($"  files:");
        foreach (var (path, digest) in model.Files.OrderBy(file => file.Key, StringComparer.Ordinal))
            Line($"    {Quote(path)}: {Quote(digest)}");
    }

    private void AppendLimits(SharedLimits limits)
    {
        Line($"limits:");
        Line($"  runtime: {WordOf(limits.Runtime)}");
        if (limits.MemoryMegabytes is { } memory)
            Line($"  memory_mb: {memory}");
    }

    private void AppendProjections(IReadOnlyList<ProjectionRecipe> projections)
    {
        Line($"projections:{(projections.Count == 0 ? " {}" : "")}");
        foreach (var projection in projections.OrderBy(projection => projection.Name, StringComparer.Ordinal))
        {
            Line($"  {projection.Name}:");
            foreach (var (key, value) in ProjectionKeys.Of(projection))
                Line($"    {key}: {value}");
        }
    }

    private void AppendEvaluation(IReadOnlyList<MeasuredFigure> figures)
    {
        if (figures.Count == 0)
            return;
        Line($"evaluation:");
        foreach (var figure in figures)
        {
            Line($"  - set: {Quote(figure.Set)}");
            Line($"    ranking: {Quote(figure.Ranking)}");
            Line($"    metric: {figure.Metric}");
            Line($"    value: {figure.Value:0.####}");
            Line($"    interval: [{figure.Low:0.####}, {figure.High:0.####}]");
            Line($"    questions: {figure.Questions}");
        }
    }

    private void AppendHardware(SharedHardware hardware)
    {
        Line($"hardware:");
        Optional("  processor", hardware.Processor);
        Line($"  cores: {hardware.Cores}");
        Line($"  memory_mb: {hardware.MemoryMegabytes}");
        Optional("  accelerator", hardware.Accelerator);
    }

    private void AppendProject(SharedProject project)
    {
        Line($"project:");
        Line($"  files: {project.Files}");
        Line($"  chunks: {project.Chunks}");
        Line($"  commits: {project.Commits}");
        if (project.Languages.Count == 0)
            return;
        Line($"  languages:");
        foreach (var (language, files) in project.Languages)
            Line($"    {Quote(language)}: {files}");
    }

    private void Optional(string key, string? value)
    {
        if (value is not null)
            Line($"{key}: {Quote(value)}");
    }

    private void Line(FormattableString line) => _text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
