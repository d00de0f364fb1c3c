using System.Text.Json;
using Patina.Cli.Models;
using Patina.Cli.Terminals;
using Patina.Embeddings;

namespace Patina.Cli.Reports;

/// <summary>The models of the registry, for people and as JSON.</summary>
internal static class ModelListReport
{
    /// <param name="chosen">The recipe's model.</param>
    public static void WriteText(TextWriter output, Ink ink, IReadOnlyList<ModelListing> listings, string chosen)
    {
        var table = new TextTable("model", "numbers", "int8 size", "runtimes", "licence", "here");
        foreach (var listing in listings)
        {
            var entry = listing.Entry;
            table.Add(
                Line.Safe((entry.Name == chosen ? "* " : "  ") + entry.Name),
                $"{entry.Dimensions}",
                Line.Safe(entry.Sizes.GetValueOrDefault(ModelPrecision.Int8) ?? ""),
                Line.Safe(string.Join(' ', entry.Runtimes)),
                Line.Safe(entry.License ?? ""),
                Here(listing));
        }

        table.Write(output, ink);
    }

    /// <summary>The keys are an interface: add, never rename.</summary>
    public static void WriteJson(Utf8JsonWriter json, IReadOnlyList<ModelListing> listings, string chosen)
    {
        json.WriteStartArray("models");
        foreach (var listing in listings)
        {
            var entry = listing.Entry;
            json.WriteStartObject();
            json.WriteString("name", entry.Name);
            json.WriteString("title", entry.Title);
            json.WriteOptional("description", entry.Description);
            json.WriteNumber("dimensions", entry.Dimensions);
            json.WriteStrings("runtimes", entry.Runtimes);
            json.WriteOptional("repository", entry.Repository?.Value);
            json.WriteOptional("license", entry.License);
            json.WriteStrings("precisions", entry.Files.Keys.Order().Select(Precisions.WordOf));
            json.WriteBoolean("chosen", entry.Name == chosen);
            json.WriteString("here", Word(listing.Presence));
            json.WriteOptional("refusal", listing.Refusal);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Here(ModelListing listing) =>
        listing.Presence != ModelPresence.Absent ? Word(listing.Presence) : listing.Refusal is null ? "" : "cannot run";

    private static string Word(ModelPresence presence) => presence switch
    {
        ModelPresence.BuiltIn => "built in",
        ModelPresence.Fetched => "fetched",
        ModelPresence.Folder => "folder",
        _ => "no",
    };
}
