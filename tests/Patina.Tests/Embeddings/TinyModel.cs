using System.Text.Json;
using Patina.Embeddings.Static;
using Patina.Safetensors;

namespace Patina.Tests.Embeddings;

/// <summary>A static model of five tokens and two dimensions in a folder of its own.</summary>
internal sealed class TinyModel : IDisposable
{
    /// <summary>The id of a word is its place here.</summary>
    public static readonly string[] Words = ["[PAD]", "[UNK]", "red", "green", "blue"];

    /// <summary>Row-major [5 × 2].</summary>
    public static readonly float[] Rows = [0, 0, 9, 9, 3, 4, 0, 2, -1, 0];

    private readonly TemporaryFolder _folder = new();

    /// <param name="config">config.json; null for Model2Vec's of a normalized model.</param>
    /// <param name="tensors">model.safetensors; null for <see cref="Rows"/> as F32.</param>
    public TinyModel(string? config = null, TensorData[]? tensors = null)
    {
        Write("config.json", config ?? """{"model_type":"model2vec","pooling":"mean","normalize":true}""");
        Write("tokenizer.json", TokenizerJson(Words));
        WriteWeights("model.safetensors", tensors ?? [TensorData.Floats("embeddings", Rows, 5, 2)]);
    }

    public string Folder => _folder.Path;

    public static string TokenizerJson(params string[] words) => JsonSerializer.Serialize(new
    {
        version = "1.0",
        added_tokens = Array.Empty<object>(),
        normalizer = (object?)null,
        pre_tokenizer = new { type = "BertPreTokenizer" },
        post_processor = (object?)null,
        decoder = (object?)null,
        model = new
        {
            type = "WordPiece",
            unk_token = "[UNK]",
            continuing_subword_prefix = "##",
            max_input_chars_per_word = 100,
            vocab = words.Select((word, id) => (word, id)).ToDictionary(pair => pair.word, pair => pair.id),
        },
    });

    public void Write(string name, string text) => _folder.Write(name, text);

    public void WriteWeights(string name, params TensorData[] tensors) =>
        SafetensorsWriter.Write(Path.Combine(_folder.Path, name), tensors);

    public void Delete(string name) => File.Delete(Path.Combine(_folder.Path, name));

    public float[] Embed(string text, StaticModelOptions? options = null)
    {
        using var model = StaticModel.Open(Folder, options);
        var vector = new float[model.Dimension];
        model.Embed(text, vector);
        return vector;
    }

    public void Dispose() => _folder.Dispose();
}
