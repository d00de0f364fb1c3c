using System.Globalization;
using System.Text.Json;
using Patina.Cli.Models;
using Patina.Cli.Terminals;
using Patina.Embeddings;
using Patina.Embeddings.Parity;

namespace Patina.Cli.Reports;

/// <summary>All that is known of a model, for people and as JSON.</summary>
internal static class ModelReport
{
    private const int KeyWidth = 20;

    public static void WriteText(TextWriter output, Ink ink, ModelDetails details)
    {
        output.WriteLine(ink.Strong(Line.Safe(details.Name)) + (details.Entry?.Description is { } about ? $"  {Line.Safe(about)}" : ""));
        foreach (var (key, value) in Facts(details))
            WriteFact(output, ink, key, value, origin: null);
        foreach (var (name, value, origin) in details.Settings)
            WriteFact(output, ink, name, value, origin);
        foreach (var (path, digest) in FilesOf(details))
            WriteFact(output, ink, "file", $"{path}  sha256 {digest}", origin: null);
        if (details.Obstacle is { } obstacle)
            output.WriteLine(ink.Warning(Line.Safe(obstacle)));
    }

    /// <summary>The keys are an interface: add, never rename.</summary>
    public static void WriteJson(Utf8JsonWriter json, ModelDetails details)
    {
        json.WriteString("name", details.Name);
        json.WriteOptional("description", details.Entry?.Description);
        json.WriteBoolean("usable", details.Model is not null);
        json.WriteOptional("obstacle", details.Obstacle);
        if (details.Entry is { Dimensions: var dimensions })
            json.WriteNumber("dimensions", dimensions);
        foreach (var (key, value) in Facts(details).Where(fact => fact.Key != "dimensions"))
            json.WriteString(key.Replace(' ', '_'), value);
        json.WriteStartArray("settings");
        foreach (var (name, value, origin) in details.Settings)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("value", value);
            json.WriteString("origin", origin);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("files");
        foreach (var (path, digest) in FilesOf(details))
            json.WriteString(path, digest);
        json.WriteEndObject();
    }

    private static IEnumerable<(string Key, string Value)> Facts(ModelDetails details)
    {
        var (entry, model) = (details.Entry, details.Model);
        (string, string?)[] facts =
        [
            ("title", entry?.Title), ("dimensions", entry?.Dimensions.ToString()), ("license", entry?.License), ("source", entry?.Source),
            ("use case", entry?.UseCase), ("performance", entry?.Performance), ("maturity", entry?.Maturity),
            ("registry", entry?.Origin), ("repository", details.Source?.Repository.Value ?? model?.Pin?.Repository),
            ("revision", model?.Pin?.Commit ?? details.Source?.Revision.Value),
            ("runtimes", entry is null ? null : string.Join(", ", entry.Runtimes)), ("runtime", model is null ? null : RuntimeOf(model)),
            ("parity", model is { Questions: not null } ? ParityOf(model.Parity) : null),
            ("precision", model?.Options.Precision is { } precision ? Precisions.WordOf(precision) : null),
            ("precisions", entry is { Files.Count: > 0 } ? string.Join(", ", entry.Files.Keys.Order().Select(Precisions.WordOf)) : null),
            ("weights", model?.Options.WeightsFile), ("folder", model?.Files.Folder),
        ];
        return facts.Where(fact => fact.Item2 is not null).Select(fact => (fact.Item1, fact.Item2!));
    }

    /// <summary>What computes a model, in words.</summary>
    public static string RuntimeOf(ResolvedModel model) =>
        model.Questions is { } questions ? $"{questions.Runtime.Name} for questions, {model.Runtime.Name} for batches" : model.Runtime.Name;

    private static string ParityOf(ParityPair? pair) => pair is null ? "not compared on this machine yet; opening the model does"
        : string.Create(CultureInfo.InvariantCulture, $"cosine {pair.LowestCosine:F6} at the lowest (at least {ParityPair.Limit}), compared on this machine");

    private static IEnumerable<KeyValuePair<string, string>> FilesOf(ModelDetails details) =>
        (details.Model?.Options.Digests ?? new Dictionary<string, string>()).OrderBy(file => file.Key, StringComparer.Ordinal);

    private static void WriteFact(TextWriter output, Ink ink, string key, string value, string? origin) =>
        output.WriteLine($"{ink.Faint(key.PadRight(KeyWidth))}{Line.Safe(value)}{(origin is null ? "" : ink.Faint($"  ({Line.Safe(origin)})"))}");
}
