using System.Text;
using Patina.Tests.Embeddings;
using Patina.Tests.Hub;
using Patina.Tests.Onnx.Models;

namespace Patina.Tests.Cli;

/// <summary>A project, a hub on this machine, and a cache and a home of their own.</summary>
internal sealed class ModelProject : IDisposable
{
    public const string Wide = "hf:acme/wide";
    public const string Narrow = "hf:acme/narrow";

    private readonly SampleProject _project = new();
    private readonly TemporaryFolder _home = new();

    public ModelProject()
    {
        AddStatic("acme/wide", dimension: 24);
        AddStatic("acme/narrow", dimension: 8);
    }

    public FakeHub Hub { get; } = new();

    public string Path => _project.Path;

    public string CacheFolder => System.IO.Path.Combine(_home.Path, "hub");

    public string LockPath => System.IO.Path.Combine(Path, ".patina", "oxidize.lock");

    public void AddStatic(string repository, int dimension)
    {
        foreach (var (name, content) in LetterModel.Files(dimension))
            Hub.Add($"{repository}/{name}", content, large: name.EndsWith(".safetensors"));
        Hub.Add($"{repository}/README.md", Encoding.UTF8.GetBytes("not needed"));
    }

    /// <summary>A small BERT of 64 numbers with weights of both precisions, as repositories of ONNX exports are.</summary>
    /// <param name="decoder">A decoder with a key-value cache instead, in 32 bits only.</param>
    public void AddGraphs(string repository, bool decoder = false)
    {
        using var model = new TextModel(decoder ? "qwen3-A" : "bert-A");
        var weights = GraphWeights.FromCheckpoint(Repository.Fixture("models", "bert-A", "model.safetensors"));
        if (!decoder)
            model.WriteGraph("onnx/model_quantized.onnx", new BertGraph(2, 64, 4).Build(new GraphWeights(weights, GraphPrecision.Int8)));
        model.Write("tokenizer.json", TinyModel.TokenizerJson(LetterModel.Tokens));
        foreach (var file in Directory.GetFiles(model.Folder, "*", SearchOption.AllDirectories))
        {
            var name = System.IO.Path.GetRelativePath(model.Folder, file).Replace('\\', '/');
            Hub.Add($"{repository}/{name}", File.ReadAllBytes(file), large: name.EndsWith(".onnx"));
        }
    }

    /// <summary>A small model with safetensors weights and no graph, as its authors publish it.</summary>
    public void AddCheckpoint(string repository, string checkpoint = "bert-A")
    {
        using var model = Checkpoint(checkpoint);
        foreach (var file in Directory.GetFiles(model.Folder, "*", SearchOption.AllDirectories))
        {
            var name = System.IO.Path.GetRelativePath(model.Folder, file).Replace('\\', '/');
            Hub.Add($"{repository}/{name}", File.ReadAllBytes(file), large: name.EndsWith(".safetensors"));
        }
    }

    /// <summary>The folder of such a model.</summary>
    public static TextModel Checkpoint(string checkpoint = "bert-A")
    {
        var model = TextModel.Checkpoint(checkpoint);
        model.Write("tokenizer.json", TinyModel.TokenizerJson(LetterModel.Tokens));
        return model;
    }

    public void WriteRegistry(string text) => _home.Write("registry.toml", text);

    /// <param name="more">Further lines.</param>
    public void WriteRecipe(string model, string more = "") => _project.Write(
        ".patina/oxidize.yaml", $"version: 2\nembedding_model: {model}   # the model\nprojections: {{}}\n{more}{(more.Length > 0 ? "\n" : "")}");

    public PatinaResult Patina(params string[] arguments) => PatinaWith("PATINA_MODEL", null, arguments);

    public PatinaResult PatinaWith(string variable, string? value, params string[] arguments) =>
        PatinaWith(new Dictionary<string, string?> { [variable] = value }, arguments);

    /// <param name="variables">Beside those of the project.</param>
    public PatinaResult PatinaWith(IReadOnlyDictionary<string, string?> variables, params string[] arguments)
    {
        var environment = new Dictionary<string, string?>
        {
            ["HF_HOME"] = _home.Path,
            ["HF_HUB_CACHE"] = null,
            ["HF_HUB_OFFLINE"] = null,
            ["HF_TOKEN"] = null,
            ["HF_ENDPOINT"] = Hub.Address.AbsoluteUri,
            ["PATINA_HOME"] = _home.Path,
            ["PATINA_MODEL"] = null,
            ["PATINA_MLX_LIBRARY"] = null,
            ["PATINA_PROVIDER"] = null,
            ["PATINA_THREADS"] = null,
            ["PATINA_MLX_MEMORY_LIMIT"] = null,
            ["PATINA_MLX_CACHE_LIMIT"] = null,
        };
        foreach (var (name, value) in variables)
            environment[name] = value;
        return PatinaProcess.Run(Path, environment, arguments);
    }

    /// <summary>Runs a command that must succeed.</summary>
    public string Run(params string[] arguments)
    {
        var result = Patina(arguments);
        Assert.True(result.ExitCode == 0, $"patina {string.Join(' ', arguments)}: {result.Error}");
        return result.Out;
    }

    public void Dispose()
    {
        Hub.Dispose();
        _project.Dispose();
        _home.Dispose();
    }
}
