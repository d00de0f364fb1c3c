using System.Text;
using System.Text.Json;
using Patina.Safetensors;
using Patina.Tests.Embeddings;
using Patina.Tests.Onnx.Models;

namespace Patina.Tests.Cli;

/// <summary>Models of a hub whose repositories have safetensors weights and no graph.</summary>
public sealed class PublishedWeightsTests : IDisposable
{
    private const string Model = "hf:acme/weights";

    private readonly ModelProject _project = new();
    private readonly TemporaryFolder _cache = new();

    public void Dispose()
    {
        _project.Dispose();
        _cache.Dispose();
    }

    /// <param name="shards">Files that the weights are divided over.</param>
    private void AddWeights(int shards, string? config = null)
    {
        using var model = new TextModel();
        foreach (var file in new[] { "config.json", "modules.json", "1_Pooling/config.json" })
            Add(file, File.ReadAllText(Path.Combine(model.Folder, file)));
        if (config is not null)
            Add("config.json", config);
        Add("tokenizer.json", TinyModel.TokenizerJson(LetterModel.Tokens));
        Add("pytorch_model.bin", "not needed");
        Add("model.fp32-00001-of-00001.gguf", "not needed");

        var source = Repository.Fixture("models", "bert-A", "model.safetensors");
        if (shards == 1)
            _project.Hub.Add("acme/weights/model.safetensors", File.ReadAllBytes(source), large: true);
        else
            AddShards(source, shards);

        void Add(string name, string text) => _project.Hub.Add($"acme/weights/{name}", Encoding.UTF8.GetBytes(text));
    }

    private void AddShards(string source, int shards)
    {
        using var file = SafetensorsFile.Open(source);
        var map = new Dictionary<string, string>();
        for (var shard = 0; shard < shards; shard++)
        {
            var name = $"model-{shard + 1:D5}-of-{shards:D5}.safetensors";
            var tensors = file.Tensors.Values.Where((_, i) => i % shards == shard).ToList();
            tensors.ForEach(tensor => map[tensor.Name] = name);
            using var stream = new MemoryStream();
            SafetensorsWriter.Write(stream, [.. tensors.Select(tensor => TensorData.Floats(tensor.Name, file.ReadFloats(tensor.Name), [.. tensor.Shape]))]);
            _project.Hub.Add($"acme/weights/{name}", stream.ToArray(), large: true);
        }

        _project.Hub.Add("acme/weights/model.safetensors.index.json", JsonSerializer.SerializeToUtf8Bytes(
            new Dictionary<string, object> { ["weight_map"] = map }));
    }

    private PatinaResult Patina(params string[] arguments) => _project.PatinaWith("PATINA_CACHE", _cache.Path, arguments);

    private string Run(params string[] arguments)
    {
        var result = Patina(arguments);
        Assert.True(result.ExitCode == 0, result.Error);
        return result.Out;
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(3, 8)]
    public void Oxidize_RepositoryWithoutAGraph_FetchesTheWeightsAndRunsThem(int shards, int files)
    {
        AddWeights(shards);
        Assert.Contains($"{files} files", Run("model", "pull", Model));
        Assert.DoesNotContain(_project.Hub.Requests, request => request.Path.EndsWith(".bin") || request.Path.EndsWith(".gguf"));
        Assert.Contains($"{files} files as the hub has them; onnx, 64 numbers", Run("model", "verify", Model));

        _project.WriteRecipe(Model);
        Run("scrape");
        using var made = JsonDocument.Parse(Run("oxidize", "--json"));
        Assert.Equal(64, made.RootElement.GetProperty("dimension").GetInt32());
        Assert.Contains("kettle.py", Run("scry", "boil water", "--json"));
        var locked = File.ReadAllText(_project.LockPath);
        Assert.Contains("precision = \"int8\"", locked);
        Assert.Contains(shards == 1 ? "\"model.safetensors\" = " : "\"model-00003-of-00003.safetensors\" = ", locked);
    }

    [Fact]
    public void Oxidize_GraphAndWeightsWithALayerAskedFor_FetchesTheWeights()
    {
        AddWeights(1);
        using var model = new TextModel();
        _project.Hub.Add("acme/weights/onnx/model.onnx", File.ReadAllBytes(Path.Combine(model.Folder, "onnx", "model.onnx")), large: true);
        _project.WriteRecipe(Model, "extraction_layer: -2");
        Run("scrape");
        Run("oxidize");
        Assert.DoesNotContain(_project.Hub.Requests, request => request.Path.EndsWith(".onnx"));
        Assert.Contains("\"model.safetensors\" = ", File.ReadAllText(_project.LockPath));
    }

    [Fact]
    public void Pull_ArchitectureThatIsNotBuiltHere_FetchesNoWeights()
    {
        AddWeights(1, config: """{"model_type":"t5"}""");
        var result = Patina("model", "pull", Model);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("\"model_type\" is 't5'; known here: bert, modernbert", result.Error);
        Assert.DoesNotContain(_project.Hub.Requests, request => request.Path.EndsWith(".safetensors"));
    }

    [Fact]
    public void Pull_NeitherGraphNorWeights_SaysSo()
    {
        _project.Hub.Add("acme/empty/config.json", "{}");
        _project.Hub.Add("acme/empty/tokenizer.json", "{}");
        var result = Patina("model", "pull", "hf:acme/empty");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("acme/empty has neither an ONNX graph under a usual name", result.Error);
    }

    [Fact]
    public void Oxidize_ShardThatIsLacking_SaysWhich()
    {
        AddWeights(3);
        Run("model", "pull", Model);
        File.Delete(Path.Combine(Run("model", "path", Model).Trim(), "model-00002-of-00003.safetensors"));
        var result = Patina("model", "show", Model);
        Assert.Contains("lacks model-00002-of-00003.safetensors on this machine", result.Out);
    }
}
