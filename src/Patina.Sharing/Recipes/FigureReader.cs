using System.Globalization;
using Patina.Oxidize.Recipes;
using Patina.Oxidize.Recipes.Yaml;

namespace Patina.Sharing.Recipes;

/// <summary>Reads one figure of an evaluation.</summary>
internal static class FigureReader
{
    private static readonly string[] Keys = ["set", "ranking", "metric", "value", "interval", "questions"];

    /// <exception cref="RecipeException">The node is no figure, or says what cannot be.</exception>
    public static MeasuredFigure Read(YamlNode node)
    {
        var section = new RecipeSection(node, "evaluation", Keys);
        var metricNode = SharedRecipeReader.Required(section, "metric");
        var metric = section.TextOf(metricNode, "evaluation.metric");
        if (!MeasuredFigure.Metrics.TryGetValue(metric, out var range))
            throw section.OutOfRange(metricNode, "metric", $"one of {string.Join(", ", MeasuredFigure.Metrics.Keys)}");

        var value = Number(section, "value", SharedRecipeReader.Required(section, "value"), range);
        var (low, high) = Interval(section, range);
        if (value < low || value > high)
            throw section.OutOfRange(section.Node("value")!, "value", "a number within its interval");
        return new MeasuredFigure(
            SharedRecipeReader.Word(section, "set", SharedRecipeReader.Required(section, "set")),
            SharedRecipeReader.Word(section, "ranking", SharedRecipeReader.Required(section, "ranking")),
            metric, value, low, high,
            (int)(section.Integer("questions", 1, 1_000_000_000) ?? throw SharedRecipeReader.Missing(section, "questions")));
    }

    private static (double Low, double High) Interval(RecipeSection section, (double, double) range)
    {
        const string expected = "two numbers, [low, high]";
        var node = SharedRecipeReader.Required(section, "interval");
        if (section.List("interval", expected) is not [var first, var second])
            throw section.OutOfRange(node, "interval", expected);
        var (low, high) = (Number(section, "interval", first, range), Number(section, "interval", second, range));
        return low <= high ? (low, high) : throw section.OutOfRange(node, "interval", $"{expected}, the lower first");
    }

    private static double Number(RecipeSection section, string key, YamlNode node, (double Least, double Most) range)
    {
        var expected = string.Create(CultureInfo.InvariantCulture, $"a number from {range.Least} to {range.Most}");
        if (node is not YamlScalar { IsPlain: true } scalar
            || !double.TryParse(scalar.Text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
        {
            throw section.Wrong(node, section.PathOf(key), expected);
        }

        return value >= range.Least && value <= range.Most ? value : throw section.OutOfRange(node, key, expected);
    }
}
