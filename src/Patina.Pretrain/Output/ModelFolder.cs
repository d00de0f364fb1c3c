using System.Text.Json;
using Patina.Pretrain.Training;

namespace Patina.Pretrain.Output;

/// <summary>Writes a finished model, as a whole or not at all.</summary>
internal static class ModelFolder
{
    public const string ConfigName = "config.json";
    public const string TokenizerName = "tokenizer.json";
    public const string WeightsName = "model.safetensors";
    public const string CardName = "MODEL.md";

    private const int MaxLength = 512;

    /// <exception cref="PretrainException">There is something else at the place of the output.</exception>
    public static void CheckPlace(string path)
    {
        if (File.Exists(path) || (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any() && !File.Exists(Path.Combine(path, ConfigName))))
        {
            throw new PretrainException(PretrainError.BadOptions,
                $"{path} exists and is no model. Name a new folder, or one that holds a model, which is then replaced.");
        }
    }

    /// <param name="table">[pieces × columns]</param>
    public static void Write(string path, float[] table, int columns, byte[] tokenizer, string card)
    {
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        var partial = target + ".partial";
        if (Directory.Exists(partial))
            Directory.Delete(partial, recursive: true);
        Directory.CreateDirectory(partial);
        QuantizedTable.Write(Path.Combine(partial, WeightsName), table, columns);
        File.WriteAllBytes(Path.Combine(partial, TokenizerName), tokenizer);
        File.WriteAllBytes(Path.Combine(partial, ConfigName), Config(table.Length / columns, columns));
        File.WriteAllText(Path.Combine(partial, CardName), card);
        CheckPlace(target);
        if (Directory.Exists(target))
            Directory.Delete(target, recursive: true);
        Directory.Move(partial, target);
    }

    private static byte[] Config(int rows, int columns)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("model_type", "model2vec");
            json.WriteStartArray("architectures");
            json.WriteStringValue("StaticModel");
            json.WriteEndArray();
            json.WriteString("tokenizer_name", TokenizerName);
            json.WriteNumber("hidden_dim", columns);
            json.WriteNumber("vocab_size", rows);
            json.WriteNumber("seq_length", MaxLength);
            json.WriteNumber("max_length", MaxLength);
            json.WriteBoolean("normalize", true);
            json.WriteString("pooling", "sqrt_tf");
            json.WriteStartArray("matryoshka");
            foreach (var width in ContrastiveLoss.WidthsOf(columns))
                json.WriteNumberValue(width);
            json.WriteEndArray();
            json.WriteString("embedding_dtype", "int8");
            json.WriteString("document_vector", "l2(l2(body)+l2(head))");
            json.WriteEndObject();
        }
        return stream.ToArray();
    }
}
