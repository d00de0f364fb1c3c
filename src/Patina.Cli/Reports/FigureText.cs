using System.Globalization;
using System.Text.Json;
using Patina.Sharing.Recipes;

namespace Patina.Cli.Reports;

/// <summary>A measured figure with its interval, for people and as JSON.</summary>
internal static class FigureText
{
    /// <summary><c>mrr 0.412 [0.381, 0.443]</c>; differences with their sign.</summary>
    public static string Of(MeasuredFigure figure)
    {
        var form = figure.Metric.EndsWith("_gain", StringComparison.Ordinal) ? "+0.000;-0.000;0.000" : "0.000";
        string Number(double value) => value.ToString(form, CultureInfo.InvariantCulture);
        return $"{figure.Metric} {Number(figure.Value)} [{Number(figure.Low)}, {Number(figure.High)}]";
    }

    public static void WriteJson(Utf8JsonWriter json, MeasuredFigure figure)
    {
        json.WriteStartObject();
        json.WriteString("set", figure.Set);
        json.WriteString("ranking", figure.Ranking);
        json.WriteString("metric", figure.Metric);
        json.WriteNumber("value", figure.Value);
        json.WriteNumber("low", figure.Low);
        json.WriteNumber("high", figure.High);
        json.WriteNumber("questions", figure.Questions);
        json.WriteEndObject();
    }
}
