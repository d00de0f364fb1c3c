using System.Text.Encodings.Web;
using System.Text.Json;
using Patina.Cli.Terminals;

namespace Patina.Cli.Reports;

/// <summary>Writes one JSON object to standard output.</summary>
internal static class JsonOutput
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // not for HTML: code stays readable
    };

    /// <param name="fields">Writes the fields of the object.</param>
    public static void Write(Terminal terminal, Action<Utf8JsonWriter> fields)
    {
        var stream = terminal.OpenBytes();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            fields(json);
            json.WriteEndObject();
        }

        stream.Write("\n"u8);
    }

    /// <summary>Leaves out what is not there.</summary>
    public static void WriteOptional(this Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    public static void WriteStrings(this Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
