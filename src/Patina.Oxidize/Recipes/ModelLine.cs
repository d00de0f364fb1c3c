using System.Text.RegularExpressions;

namespace Patina.Oxidize.Recipes;

/// <summary>The line of a recipe that names the model.</summary>
internal static partial class ModelLine
{
    /// <summary>Puts a model into the line, keeping the comment behind it; adds the line where there is none.</summary>
    public static string Replace(string recipe, string model)
    {
        var line = $"embedding_model: {Quote(model)}";
        return Form().IsMatch(recipe)
            ? Form().Replace(recipe, match => line + match.Groups["comment"].Value, 1)
            : $"{line}\n{recipe}";
    }

    /// <summary>Plain where YAML reads it as one text; a name may hold <c>: </c> or <c>#</c> only as a folder.</summary>
    private static string Quote(string model) => Plain().IsMatch(model) ? model : $"'{model.Replace("'", "''", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"^embedding_model[ \t]*:[^#\r\n]*?(?<comment>[ \t]+#[^\r\n]*)?(?=\r?$)", RegexOptions.Multiline)]
    private static partial Regex Form();

    [GeneratedRegex(@"\A(hf:)?[A-Za-z0-9./_~][A-Za-z0-9./_@+-]*\z")]
    private static partial Regex Plain();
}
