using System.Text.RegularExpressions;

namespace Patina.Embeddings.Resolving;

/// <summary>Which of a repository's files a model consists of: the rest, often many times as large, is not fetched.</summary>
internal static partial class ModelFileChoice
{
    private static readonly string[] SettingsFiles =
    [
        "config.json", "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "modules.json", "config_sentence_transformers.json",
        "sentence_bert_config.json", "0_StaticEmbedding/tokenizer.json",
    ];

    private const string ShardIndex = "model.safetensors.index.json";

    private static readonly string[] StaticWeights = ["model.safetensors", "0_StaticEmbedding/model.safetensors"];

    /// <summary>Settings, tokenizer, and the small modules of sentence-transformers behind the network.</summary>
    public static IReadOnlyList<string> Settings(IReadOnlyList<string> paths) =>
        [.. paths.Where(path => SettingsFiles.Contains(path) || ModuleFile().IsMatch(path))];

    /// <summary>Whether the settings say that the model is a table of token vectors.</summary>
    public static bool SaysStatic(string folder) =>
        Mentions(Path.Combine(folder, "config.json"), "\"model2vec\"") || Mentions(Path.Combine(folder, "modules.json"), ".StaticEmbedding\"");

    /// <summary>The table of a static model; empty if there is none.</summary>
    public static IReadOnlyList<string> Static(IReadOnlyList<string> paths) => [.. StaticWeights.Where(paths.Contains).Take(1)];

    /// <summary>The weights of a network as safetensors, in one file or in shards with their index; empty if there are none.</summary>
    public static IReadOnlyList<string> Safetensors(IReadOnlyList<string> paths) => paths.Contains(ShardIndex)
        ? [ShardIndex, .. paths.Where(path => Shard().IsMatch(path))]
        : [.. StaticWeights.Take(1).Where(paths.Contains)];

    /// <summary>A graph with the files beside it that hold its weights, as exporters name them.</summary>
    public static IReadOnlyList<string> Graph(IReadOnlyList<string> paths, string graph) =>
        [.. paths.Where(path => path == graph || IsBeside(path, graph))];

    private static bool IsBeside(string path, string graph) =>
        path.StartsWith(graph, StringComparison.Ordinal) && ExternalData().IsMatch(path[graph.Length..]);

    private static bool Mentions(string path, string text) =>
        new FileInfo(path) is { Exists: true, Length: <= 1 << 20 } && File.ReadAllText(path).Contains(text, StringComparison.Ordinal);

    /// <summary><c>1_Pooling/config.json</c>, <c>2_Dense/model.safetensors</c>.</summary>
    [GeneratedRegex(@"\A[0-9]{1,2}_(Pooling|Normalize|Dense|LayerNorm)/config\.json\z|\A[0-9]{1,2}_Dense/model\.safetensors\z")]
    private static partial Regex ModuleFile();

    [GeneratedRegex(@"\Amodel-[0-9]{5}-of-[0-9]{5}\.safetensors\z")]
    private static partial Regex Shard();

    [GeneratedRegex(@"\A(_data|\.data|\.onnx_data)(_[0-9]+)?\z")]
    private static partial Regex ExternalData();
}
