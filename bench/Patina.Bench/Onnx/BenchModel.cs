using System.Text.Json.Nodes;
using Patina.Embeddings.Onnx.Graphs;
using Patina.Numerics;
using Patina.Tests.Onnx.Models;

namespace Patina.Bench.Onnx;

/// <summary>Writes models of real shapes with random weights, in the layout of published ones. The same call writes the same bytes.</summary>
internal static class BenchModel
{
    private static readonly Dictionary<string, BertGraph> Shapes = new()
    {
        ["minilm"] = new BertGraph(6, 384, 12),
        ["bert-base"] = new BertGraph(12, 768, 12),
    };

    private const int Positions = 512;

    /// <param name="folder">Receives a folder for each shape: onnx/model.onnx, onnx/model_quantized.onnx, tokenizer and settings.</param>
    public static void Write(string folder)
    {
        foreach (var (name, shape) in Shapes)
        {
            var model = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.Combine(model, "onnx"));
            Directory.CreateDirectory(Path.Combine(model, "1_Pooling"));
            var words = WriteTokenizer(model);
            foreach (var (file, precision) in new[] { ("model", GraphPrecision.Fp32), ("model_quantized", GraphPrecision.Int8) })
                GraphWriter.Write(shape.Build(new GraphWeights(Random(shape, words), precision)), Path.Combine(model, "onnx", $"{file}.onnx"));

            File.WriteAllText(Path.Combine(model, "config.json"), $$"""
                {"model_type":"bert","architectures":["BertModel"],"hidden_size":{{shape.Hidden}},"num_hidden_layers":{{shape.Layers}},"num_attention_heads":{{shape.Heads}},"max_position_embeddings":{{Positions}},"pad_token_id":0,"vocab_size":{{words}}}
                """);
            File.WriteAllText(Path.Combine(model, "1_Pooling", "config.json"), """{"pooling_mode_mean_tokens":true}""");
        }
    }

    private static Func<string, (float[] Values, long[] Shape)> Random(BertGraph shape, int words) => name =>
    {
        long[] sizes = name switch
        {
            "embeddings.word_embeddings.weight" => [words, shape.Hidden],
            "embeddings.position_embeddings.weight" => [Positions, shape.Hidden],
            "embeddings.token_type_embeddings.weight" => [2, shape.Hidden],
            _ when name.Contains("LayerNorm") || (name.EndsWith(".bias") && !name.Contains("intermediate")) => [shape.Hidden],
            _ when name.EndsWith("intermediate.dense.bias") => [4 * shape.Hidden],
            _ when name.EndsWith("intermediate.dense.weight") => [4 * shape.Hidden, shape.Hidden],
            _ when name.EndsWith(".output.dense.weight") && !name.Contains("attention") => [shape.Hidden, 4 * shape.Hidden],
            _ => [shape.Hidden, shape.Hidden],
        };
        var values = new float[sizes.Aggregate(1L, (count, size) => count * size)];
        if (name.EndsWith("LayerNorm.weight"))
            Array.Fill(values, 1f);
        else if (!name.EndsWith("bias"))
            Fill(values, name);
        return (values, sizes);
    };

    /// <summary>Normal around 0 with a deviation of 0.02, as transformers start their training from.</summary>
    private static void Fill(float[] values, string name)
    {
        var random = new SeededRandom(name.Aggregate(17UL, (seed, letter) => (seed * 31) + letter));
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)(random.NextNormal() * 0.02);
    }

    /// <summary>BERT's rules over the words of the model that comes with the program.</summary>
    /// <returns>The number of words.</returns>
    private static int WriteTokenizer(string model)
    {
        var own = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "models", "patina-static-v0", "tokenizer.json")))!;
        var words = own["model"]!["vocab"]!.AsObject();
        foreach (var word in new[] { "[CLS]", "[SEP]" }.Concat(Enumerable.Range(33, 94).Select(code => ((char)code).ToString())))
            words.TryAdd(word, words.Count);

        var (first, last) = ((int)words["[CLS]"]!, (int)words["[SEP]"]!);
        own["normalizer"] = JsonNode.Parse("""{"type":"BertNormalizer","clean_text":true,"handle_chinese_chars":true,"strip_accents":null,"lowercase":true}""");
        own["pre_tokenizer"] = JsonNode.Parse("""{"type":"BertPreTokenizer"}""");
        own["added_tokens"] = new JsonArray();
        own["post_processor"] = JsonNode.Parse($$$$"""
            {"type":"TemplateProcessing",
             "single":[{"SpecialToken":{"id":"[CLS]","type_id":0}},{"Sequence":{"id":"A","type_id":0}},{"SpecialToken":{"id":"[SEP]","type_id":0}}],
             "pair":[{"Sequence":{"id":"A","type_id":0}},{"Sequence":{"id":"B","type_id":1}}],
             "special_tokens":{"[CLS]":{"id":"[CLS]","ids":[{{{{first}}}}],"tokens":["[CLS]"]},"[SEP]":{"id":"[SEP]","ids":[{{{{last}}}}],"tokens":["[SEP]"]}}}
            """);
        File.WriteAllText(Path.Combine(model, "tokenizer.json"), own.ToJsonString());
        File.WriteAllText(Path.Combine(model, "tokenizer_config.json"), $$"""
            {"tokenizer_class":"BertTokenizer","model_max_length":{{Positions}},"pad_token":"[PAD]","unk_token":"[UNK]","cls_token":"[CLS]","sep_token":"[SEP]","padding_side":"right"}
            """);
        return words.Count;
    }
}
