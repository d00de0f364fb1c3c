using System.Text.Json;
using Patina.Embeddings;
using Patina.Embeddings.Onnx;
using Patina.Embeddings.Onnx.Graphs;

namespace Patina.Tests.Onnx.Models;

/// <summary>
/// The folder of a model as it is published: a graph of a golden checkpoint, settings, and a tokenizer whose word <c>w17</c> is token 17, so
/// that texts can be written for the ids of the reference. Mean pooling and no prompts unless a test writes others.
/// </summary>
internal sealed class TextModel : IDisposable
{
    private const int VocabularySize = 600;

    private readonly TemporaryFolder _folder = new();

    public TextModel(string checkpoint = "bert-A", GraphPrecision precision = GraphPrecision.Fp32, bool pools = false, int? first = null, int? last = null)
    {
        var bert = new BertGraph(2, 64, 4) { Pools = pools };
        var weights = new GraphWeights(GraphWeights.FromCheckpoint(Repository.Fixture("models", checkpoint, "model.safetensors")), precision);
        WriteGraph("onnx/model.onnx", checkpoint == "bert-A" ? bert.Build(weights) : new DecoderGraph(2, 4, 2, 32, 1e6f) { HasCache = true }.Build(weights, 64));
        Write("config.json", File.ReadAllText(Repository.Fixture("models", checkpoint, "config.json")));
        Write("tokenizer.json", TokenizerJson(first, last));
        Write("modules.json", """
            [{"idx":0,"name":"0","path":"","type":"sentence_transformers.models.Transformer"},
             {"idx":1,"name":"1","path":"1_Pooling","type":"sentence_transformers.models.Pooling"},
             {"idx":2,"name":"2","path":"2_Normalize","type":"sentence_transformers.models.Normalize"}]
            """);
        WritePooling("pooling_mode_mean_tokens");
    }

    /// <summary>A model that comes with safetensors weights and no graph.</summary>
    public static TextModel Checkpoint(string checkpoint)
    {
        var model = new TextModel(checkpoint);
        Directory.Delete(Path.Combine(model.Folder, "onnx"), recursive: true);
        File.Copy(Repository.Fixture("models", checkpoint, "model.safetensors"), Path.Combine(model.Folder, "model.safetensors"));
        return model;
    }

    public string Folder => _folder.Path;

    public ModelFiles Files => new(Folder);

    public static EngineOptions Options => new() { ModelName = "text-model", Provider = ExecutionProvider.Cpu };

    /// <summary>The text that the tokenizer turns into these ids.</summary>
    public static string TextOf(IEnumerable<int> ids) => string.Join(' ', ids.Select(id => $"w{id}"));

    public void Write(string name, string text) => _folder.Write(name, text);

    public void WritePooling(string mode) => Write("1_Pooling/config.json", $$"""{"word_embedding_dimension":64,"{{mode}}":true,"include_prompt":true}""");

    public void WriteGraph(string name, Graph graph)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        GraphWriter.Write(graph, path);
    }

    public IEmbeddingEngine Open(EngineOptions? options = null) => new OnnxRuntime().Open(Files, options ?? Options);

    public void Dispose() => _folder.Dispose();

    /// <param name="first">Id of a token that is put before every text; null for none.</param>
    /// <param name="last">Id of a token that is put behind every text; null for none.</param>
    private static string TokenizerJson(int? first, int? last) => JsonSerializer.Serialize(new
    {
        version = "1.0",
        added_tokens = Array.Empty<object>(),
        normalizer = (object?)null,
        pre_tokenizer = new { type = "BertPreTokenizer" },
        post_processor = new
        {
            type = "TemplateProcessing",
            single = Template(first, last),
            pair = new object[] { new { Sequence = new { id = "A", type_id = 0 } }, new { Sequence = new { id = "B", type_id = 1 } } },
            special_tokens = new[] { first, last }.OfType<int>().Distinct().ToDictionary(
                id => $"w{id}", id => new { id = $"w{id}", ids = new[] { id }, tokens = new[] { $"w{id}" } }),
        },
        decoder = (object?)null,
        model = new
        {
            type = "WordPiece",
            unk_token = "w1",
            continuing_subword_prefix = "##",
            max_input_chars_per_word = 100,
            vocab = Enumerable.Range(0, VocabularySize).ToDictionary(id => $"w{id}", id => id),
        },
    });

    private static List<object> Template(int? first, int? last)
    {
        var pieces = new List<object> { new { Sequence = new { id = "A", type_id = 0 } } };
        if (first is not null)
            pieces.Insert(0, Special(first.Value));
        if (last is not null)
            pieces.Add(Special(last.Value));
        return pieces;
    }

    private static object Special(int id) => new { SpecialToken = new { id = $"w{id}", type_id = 0 } };
}
