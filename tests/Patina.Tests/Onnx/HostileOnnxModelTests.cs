using Patina.Embeddings;
using Patina.Embeddings.Onnx;
using Patina.Embeddings.Onnx.Graphs;
using Patina.Embeddings.Onnx.Native;
using Patina.Tests.Onnx.Models;

namespace Patina.Tests.Onnx;

/// <summary>One bad model for each rule. What matters is the reason; where a user must find something, that the message names it.</summary>
public sealed class HostileOnnxModelTests
{
    private static readonly Func<string, (float[] Values, long[] Shape)> Bert =
        GraphWeights.FromCheckpoint(Repository.Fixture("models", "bert-A", "model.safetensors"));

    [Fact]
    public void Open_NoPoolingGiven_IsRefusedNotGuessed()
    {
        using var model = new TextModel();
        Directory.Delete(Path.Combine(model.Folder, "1_Pooling"), recursive: true);
        File.Delete(Path.Combine(model.Folder, "modules.json"));

        AssertRefused(model, EmbeddingError.Unsupported, "pooling");
        using var engine = model.Open(TextModel.Options with { Pooling = Pooling.Mean });
        Assert.Equal(64, engine.Dimension);
    }

    [Theory]
    [InlineData("config.json", "{", EmbeddingError.BadConfig, "config.json")]
    [InlineData("config.json", "[]", EmbeddingError.BadConfig, "config.json")]
    [InlineData("config.json", """{"max_position_embeddings":0}""", EmbeddingError.BadConfig, "max_position_embeddings")]
    [InlineData("tokenizer_config.json", """{"model_max_length":-1}""", EmbeddingError.BadConfig, "model_max_length")]
    [InlineData("tokenizer_config.json", """{"padding_side":"top"}""", EmbeddingError.BadConfig, "padding_side")]
    [InlineData("modules.json", "{}", EmbeddingError.BadConfig, "modules.json")]
    [InlineData("modules.json", """[{"type":"sentence_transformers.models.Transformer"}]""", EmbeddingError.BadConfig, "path")]
    [InlineData("modules.json", """[{"path":"","type":"my.models.WordWeights"}]""", EmbeddingError.Unsupported, "my.models.WordWeights")]
    [InlineData("modules.json", """[{"path":"../other","type":"sentence_transformers.models.Pooling"}]""", EmbeddingError.OutsideModel, "../other")]
    [InlineData("modules.json", """[{"path":"/etc","type":"sentence_transformers.models.Pooling"}]""", EmbeddingError.OutsideModel, "/etc")]
    [InlineData("modules.json", """[{"path":"9_Pooling","type":"sentence_transformers.models.Pooling"}]""", EmbeddingError.MissingFile, "9_Pooling")]
    [InlineData("1_Pooling/config.json", """{"pooling_mode_attention":true}""", EmbeddingError.Unsupported, "attention")]
    [InlineData("1_Pooling/config.json", """{"pooling_mode":"attention"}""", EmbeddingError.Unsupported, "attention")]
    [InlineData("1_Pooling/config.json", """{"pooling_mode_mean_tokens":true,"pooling_mode_max_tokens":true}""", EmbeddingError.Unsupported, "mean_tokens, max_tokens")]
    [InlineData("1_Pooling/config.json", """{"pooling_mode_mean_tokens":false}""", EmbeddingError.Unsupported, "pooling")]
    [InlineData("1_Pooling/config.json", """{"pooling_mode_mean_tokens":true,"include_prompt":false}""", EmbeddingError.Unsupported, "include_prompt")]
    [InlineData("config_sentence_transformers.json", """{"prompts":{"query":1}}""", EmbeddingError.BadConfig, "query")]
    [InlineData("config_sentence_transformers.json", """{"prompts":{},"default_prompt_name":"code"}""", EmbeddingError.BadConfig, "code")]
    [InlineData("tokenizer.json", "{}", EmbeddingError.BadTokenizer, "tokenizer.json")]
    public void Open_BadSettings_AreRefused(string file, string content, EmbeddingError reason, string named)
    {
        using var model = new TextModel();
        model.Write(file, content);

        AssertRefused(model, reason, named);
    }

    [Fact]
    public void Open_SettingsFileOfManyMegabytes_IsRefused()
    {
        using var model = new TextModel();
        model.Write("config.json", new string(' ', 2 << 20));

        AssertRefused(model, EmbeddingError.BadConfig, "config.json");
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a graph")]
    [InlineData("\u0008\u0008")]
    [InlineData("\u003a\u00ff\u00ff\u00ff\u00ff\u000f")]
    public void Open_FileThatIsNoGraph_IsRefused(string content)
    {
        using var model = new TextModel();
        File.WriteAllBytes(Path.Combine(model.Folder, "onnx/model.onnx"), System.Text.Encoding.Latin1.GetBytes(content));

        AssertRefused(model, EmbeddingError.BadWeights, "model.onnx");
    }

    [Fact]
    public void Open_GraphCutShort_IsRefused()
    {
        using var model = new TextModel();
        var path = Path.Combine(model.Folder, "onnx/model.onnx");
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..100_000]);

        AssertRefused(model, EmbeddingError.BadWeights, "model.onnx");
    }

    [Theory]
    [InlineData("../../secret", EmbeddingError.OutsideModel)]
    [InlineData("/etc/hostname", EmbeddingError.OutsideModel)]
    [InlineData("missing.data", EmbeddingError.MissingFile)]
    public void Open_WeightsElsewhere_AreRefused(string location, EmbeddingError reason)
    {
        using var model = new TextModel();
        var path = Path.Combine(model.Folder, "onnx/model.onnx");
        using (var stream = File.Create(path))
            GraphWriter.Write(new BertGraph(2, 64, 4).Build(new GraphWeights(Bert, GraphPrecision.Fp32)), stream, location);

        AssertRefused(model, reason, location);
    }

    [SkippableFact]
    public void Open_WeightsThatAreALinkIntoTheCache_AreRead()
    {
        Skip.If(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        using var model = new TextModel();
        using var cache = new TemporaryFolder();
        using var plain = model.Open();
        GraphWriter.Write(
            new BertGraph(2, 64, 4).Build(new GraphWeights(Bert, GraphPrecision.Fp32)), Path.Combine(model.Folder, "onnx/model.onnx"), "model.onnx_data");
        var data = Path.Combine(model.Folder, "onnx/model.onnx_data");
        File.Move(data, Path.Combine(cache.Path, "blob"));
        File.CreateSymbolicLink(data, Path.Combine(cache.Path, "blob"));

        AssertRefused(model, EmbeddingError.OutsideModel, "model.onnx_data");
        using var linked = new OnnxRuntime().Open(new ModelFiles(model.Folder, cache.Path), TextModel.Options);
        var (expected, found) = (new float[64], new float[64]);
        plain.Embed("w10 w11", expected);
        linked.Embed("w10 w11", found);
        Assert.Equal(expected, found);
    }

    [Fact]
    public void Open_InputOfNoKnownKind_IsRefusedByName()
    {
        using var model = new TextModel("qwen3-A");
        var weights = new GraphWeights(GraphWeights.FromCheckpoint(Repository.Fixture("models", "qwen3-A", "model.safetensors")), GraphPrecision.Fp32);
        model.WriteGraph("onnx/model.onnx", new DecoderGraph(2, 4, 2, 32, 1e6f) { HasCache = true, ExtraInput = "use_cache_branch" }.Build(weights, 64));

        AssertRefused(model, EmbeddingError.Unsupported, "use_cache_branch");
    }

    [Fact]
    public void Open_GraphThatReadsNoTexts_IsRefused()
    {
        using var model = new TextModel();
        var graph = new Graph();
        var pixels = graph.Input("pixel_values", OnnxElementType.Float, "rows", "3");
        graph.Node("Identity", [pixels], ["image_embeds"]);
        graph.Output("image_embeds", OnnxElementType.Float, "rows", "3");
        model.WriteGraph("onnx/model.onnx", graph);

        AssertRefused(model, EmbeddingError.Unsupported, "pixel_values");
    }

    [Fact]
    public void Open_GraphWithoutVectors_IsRefused()
    {
        using var model = new TextModel();
        var graph = new Graph();
        var ids = graph.Input("input_ids", OnnxElementType.Int64, "rows", "length");
        graph.Node("Identity", [ids], ["logits"]);
        graph.Output("logits", OnnxElementType.Int64, "rows", "length");
        model.WriteGraph("onnx/model.onnx", graph);

        AssertRefused(model, EmbeddingError.Unsupported, "logits");
    }

    [Fact]
    public void Open_GraphThatOnlyPoolsItselfWithAnotherPoolingAskedFor_IsRefused()
    {
        using var model = new TextModel();
        var graph = new Graph();
        var ids = graph.Input("input_ids", OnnxElementType.Int64, "rows", "length");
        var numbers = graph.Node("Cast", [ids], GraphAttribute.Integer("to", (int)OnnxElementType.Float));
        graph.Node("ReduceSum", [numbers, graph.Longs(1)], ["sums"], GraphAttribute.Integer("keepdims", 1));
        graph.Output("sums", OnnxElementType.Float, "rows", "1");
        model.WriteGraph("onnx/model.onnx", graph);

        AssertRefused(model, EmbeddingError.Unsupported, "sums", TextModel.Options with { Pooling = Pooling.Mean });
        using var engine = model.Open();
        Assert.Equal(1, engine.Dimension);
    }

    [Fact]
    public void Open_GraphThatTheLibraryRefuses_SaysWhatItSaid()
    {
        using var model = new TextModel();
        var graph = new Graph();
        var ids = graph.Input("input_ids", OnnxElementType.Int64, "rows", "length");
        graph.Node("NoSuchOperator", [ids], ["last_hidden_state"]);
        graph.Output("last_hidden_state", OnnxElementType.Float, "rows", "length", "4");
        model.WriteGraph("onnx/model.onnx", graph);

        AssertRefused(model, EmbeddingError.RuntimeFailure, "NoSuchOperator");
    }

    [Fact]
    public void Open_TokenBeyondTheTable_IsAnErrorNotACrash()
    {
        using var model = new TextModel();
        var small = new GraphWeights(name =>
        {
            var (values, shape) = Bert(name);
            return name == "embeddings.word_embeddings.weight" ? (values[..(100 * 64)], [100, 64]) : (values, shape);
        }, GraphPrecision.Fp32);
        model.WriteGraph("onnx/model.onnx", new BertGraph(2, 64, 4).Build(small));
        using var engine = model.Open();

        Assert.Equal(EmbeddingError.RuntimeFailure, Assert.Throws<EmbeddingException>(() => engine.Embed("w500", new float[64])).Reason);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65)]
    public void Open_DimensionItLacks_IsRefused(int dimensions)
    {
        using var model = new TextModel();

        AssertRefused(model, EmbeddingError.Unsupported, "1 to 64", TextModel.Options with { Dimensions = dimensions });
    }

    [Fact]
    public void Open_PrecisionItLacks_NamesThoseItHas()
    {
        using var model = new TextModel();

        AssertRefused(model, EmbeddingError.MissingFile, "fp32 (onnx/model.onnx)", TextModel.Options with { Precision = ModelPrecision.Int8 });
    }

    [Theory]
    [InlineData(ExecutionProvider.CoreMl)]
    [InlineData(ExecutionProvider.DirectMl)]
    public void Open_ProviderThatTheLibraryLacks_NamesThoseItHas(ExecutionProvider provider)
    {
        using var model = new TextModel();
        var runtime = new OnnxRuntime();
        if (Providers.Available().Contains(provider))
            return;

        AssertRefused(model, EmbeddingError.Unsupported, "cpu", TextModel.Options with { Provider = provider });
        Assert.Null(runtime.WhyNot(model.Files, TextModel.Options));
    }

    [Fact]
    public void WhyNot_FolderWithoutGraph_SaysSo()
    {
        using var model = new TextModel();
        File.Delete(Path.Combine(model.Folder, "onnx/model.onnx"));

        Assert.Contains("model.onnx", new OnnxRuntime().WhyNot(model.Files, TextModel.Options));
    }

    private static void AssertRefused(TextModel model, EmbeddingError reason, string named, EngineOptions? options = null)
    {
        var error = Assert.Throws<EmbeddingException>(() => model.Open(options).Dispose());
        Assert.Equal(reason, error.Reason);
        Assert.Contains(named, error.Message);
    }
}
