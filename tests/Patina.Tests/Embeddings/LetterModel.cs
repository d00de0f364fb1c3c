using System.Numerics.Tensors;
using Patina.Safetensors;

namespace Patina.Tests.Embeddings;

/// <summary>A static model whose tokens are letters, so that every text has a vector; rows are drawn from a seed.</summary>
internal static class LetterModel
{
    /// <summary>By id.</summary>
    public static readonly string[] Tokens =
    [
        "[PAD]", "[UNK]", .. Enumerable.Range('!', '~' - '!' + 1).SelectMany(letter => new[] { $"{(char)letter}", $"##{(char)letter}" }),
    ];

    /// <summary>The files of the model, by name.</summary>
    public static IReadOnlyDictionary<string, byte[]> Files(int dimension, int seed = 1)
    {
        var random = new Random(seed);
        var rows = new float[Tokens.Length * dimension];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = (float)(random.NextDouble() - 0.5);
        TensorPrimitives.Add(rows, 0.1f, rows);

        using var folder = new TemporaryFolder();
        var weights = Path.Combine(folder.Path, "model.safetensors");
        SafetensorsWriter.Write(weights, [TensorData.Floats("embeddings", rows, Tokens.Length, dimension)]);
        return new Dictionary<string, byte[]>
        {
            ["config.json"] = """{"model_type":"model2vec","normalize":true}"""u8.ToArray(),
            ["tokenizer.json"] = System.Text.Encoding.UTF8.GetBytes(TinyModel.TokenizerJson(Tokens)),
            ["model.safetensors"] = File.ReadAllBytes(weights),
        };
    }

    /// <returns>The folder.</returns>
    public static string Write(string folder, int dimension, int seed = 1)
    {
        Directory.CreateDirectory(folder);
        foreach (var (name, content) in Files(dimension, seed))
            File.WriteAllBytes(Path.Combine(folder, name), content);
        return folder;
    }
}
