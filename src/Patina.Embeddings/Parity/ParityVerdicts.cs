using System.Text.Json;

namespace Patina.Embeddings.Parity;

/// <summary>
/// Keeps verdicts in a folder of this machine, a file for each, so that runtimes are compared once and not at each start. A file that is none counts
/// as missing. Thread-safe.
/// </summary>
internal sealed class ParityVerdicts(string folder)
{
    private const int LargestFile = 1 << 16;

    /// <param name="key">Of <see cref="ParityKey"/>.</param>
    /// <returns>Null where nothing was kept.</returns>
    public ParityVerdict? Find(string key)
    {
        try
        {
            var file = new FileInfo(PathOf(key));
            if (!file.Exists || file.Length > LargestFile)
                return null;
            using var json = JsonDocument.Parse(File.ReadAllBytes(file.FullName));
            return Read(json.RootElement);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException
            or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Where the folder cannot be written, the runtimes are compared again at the next start.</summary>
    public void Keep(string key, ParityVerdict verdict)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var temporary = Path.Combine(folder, Path.GetRandomFileName());
            File.WriteAllBytes(temporary, Text(verdict));
            File.Move(temporary, PathOf(key), overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
        }
    }

    private static ParityVerdict Read(JsonElement json) => new(
        new ParityPair(
            Word(json, "first"), Word(json, "second"), json.GetProperty("lowest_cosine").GetDouble(), json.GetProperty("mean_cosine").GetDouble(),
            json.GetProperty("largest_difference").GetDouble()),
        Word(json, "fingerprint"), Word(json, "hardware"));

    private static string Word(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new FormatException($"{name} is null");

    private static byte[] Text(ParityVerdict verdict)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("first", verdict.Pair.First);
            json.WriteString("second", verdict.Pair.Second);
            json.WriteNumber("lowest_cosine", verdict.Pair.LowestCosine);
            json.WriteNumber("mean_cosine", verdict.Pair.MeanCosine);
            json.WriteNumber("largest_difference", verdict.Pair.LargestDifference);
            json.WriteString("fingerprint", verdict.Fingerprint);
            json.WriteString("hardware", verdict.Hardware);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private string PathOf(string key) => Path.Combine(folder, key + ".json");
}
