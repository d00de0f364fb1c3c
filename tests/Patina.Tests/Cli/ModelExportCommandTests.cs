using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Patina.Tests.Onnx.Models;

namespace Patina.Tests.Cli;

public sealed class ModelExportCommandTests : IDisposable
{
    private readonly ModelProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void Export_ModelOfTheHub_IsFetchedAndBecomesAFolderThatARecipeNames()
    {
        _project.AddCheckpoint("acme/bert");

        using var json = JsonDocument.Parse(_project.Run("model", "export", "hf:acme/bert", "--precision", "int8", "-o", "models/mine", "--json"));

        var root = json.RootElement;
        var folder = Path.Combine(_project.Path, "models", "mine");
        Assert.Equal(("hf:acme/bert", "int8", 64), (root.GetProperty("model").GetString(), root.GetProperty("precision").GetString(), root.GetProperty("dimension").GetInt32()));
        Assert.Equal(new FileInfo(Path.Combine(folder, "model.onnx")).Length, root.GetProperty("files").GetProperty("model.onnx").GetInt64());
        Assert.InRange(root.GetProperty("cosine").GetProperty("lowest").GetDouble(), 0.999, 0.9999999);
        Assert.Equal(
            ["1_Pooling/config.json", "config.json", "model.onnx", "modules.json", "tokenizer.json"],
            root.GetProperty("files").EnumerateObject().Select(file => file.Name));

        _project.WriteRecipe("./models/mine");
        _project.Run("scrape");
        _project.Run("oxidize");
        Assert.NotEqual("", _project.Run("scry", "how is the sum computed"));
        Assert.Contains("onnx, 64 numbers", _project.Run("model", "verify"));
    }

    [Fact]
    public void Int4_ByTheRecipeAndByAnExportedFolder_GivesTheSameVectors()
    {
        _project.AddCheckpoint("acme/bert", "qwen3-A");
        using var cache = new TemporaryFolder();
        string Run(params string[] arguments)
        {
            var result = _project.PatinaWith("PATINA_CACHE", cache.Path, arguments);
            Assert.True(result.ExitCode == 0, result.Error);
            return result.Out;
        }

        // The recipe's precision: the graph is written of the fetched weights.
        _project.WriteRecipe("hf:acme/bert", "precision: int4");
        Run("scrape");
        Run("oxidize");
        Assert.Contains("precision = \"int4\"", File.ReadAllText(_project.LockPath));
        Assert.Contains("MatMulNBits", File.ReadAllText(Assert.Single(Directory.GetFiles(cache.Path, "model.onnx", SearchOption.AllDirectories)), Encoding.Latin1));
        var answer = Run("scry", "boil water", "--json");

        // The same by a folder that was exported.
        using var exported = JsonDocument.Parse(Run("model", "export", "hf:acme/bert", "--precision", "int4", "-o", "models/small", "--json"));
        Assert.InRange(exported.RootElement.GetProperty("cosine").GetProperty("lowest").GetDouble(), 0.8, 0.9999);
        _project.WriteRecipe("./models/small", "precision: int4");
        Run("oxidize");
        Assert.Equal(Places(answer), Places(Run("scry", "boil water", "--json")));
        Assert.Contains("onnx, 64 numbers", Run("model", "verify"));
    }

    private static string[] Places(string answer)
    {
        using var json = JsonDocument.Parse(answer);
        return [.. json.RootElement.GetProperty("hits").EnumerateArray().Select(hit => hit.GetRawText())];
    }

    [Fact]
    public void Export_Pooled_SaysSoAndIsComparedToo()
    {
        using var model = ModelProject.Checkpoint();

        var text = _project.Run("model", "export", model.Folder, "--precision", "fp16", "--pooled", "-o", "exported");

        Assert.Contains("fp16, 64 numbers a text (mean), ", text);
        Assert.Matches(@"(?m)^cosine to 32-bit weights over \d+ texts: lowest 0\.9999\d|lowest 1\.00000", text);
    }

    [Fact]
    public void Export_NoOutputNamed_GoesBesideWithItsPrecision()
    {
        using var model = ModelProject.Checkpoint();

        var text = _project.Run("model", "export", model.Folder, "--no-compare");

        Assert.Contains("not compared with 32-bit weights: --no-compare", text);
        Assert.True(File.Exists(Path.Combine(_project.Path, Path.GetFileName(model.Folder) + "-int8", "model.onnx")));
    }

    [Fact]
    public void Export_FolderThatIsThere_IsLeftAlone()
    {
        using var model = ModelProject.Checkpoint();
        Directory.CreateDirectory(Path.Combine(_project.Path, "models"));

        var result = _project.Patina("model", "export", model.Folder, "-o", "models");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("models: exists already", result.Error);
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(_project.Path, "models")));
    }

    [Theory]
    [InlineData("--precision", "bf16")]
    [InlineData("--precision", "int3")]
    [InlineData("--compare", "--no-compare")]
    public void Export_LineThatCannotBe_IsAUsageError(string option, string value) =>
        Assert.Equal(2, _project.Patina("model", "export", "./nothing", option, value).ExitCode);

    [Fact]
    public void Export_RepositoryWithoutSafetensors_NamesWhatItLacks()
    {
        _project.AddGraphs("acme/graphs");

        var result = _project.Patina("model", "export", "hf:acme/graphs");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("acme/graphs has no model.safetensors", result.Error);
    }

    [Fact]
    public void Export_Default_HasNoCheckpoint()
    {
        var result = _project.Patina("model", "export");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("patina-static-v1 is a table of vectors", result.Error);
    }

    [Theory]
    [InlineData("hidden_size", 32, "config.json asks for [600,32]")]
    [InlineData("num_hidden_layers", 3, "has no tensor 'encoder.layer.2.attention.self.query.weight' [64,64]")]
    [InlineData("model_type", "t5", "\"model_type\" is 't5'; known here")]
    public void Export_ConfigThatDoesNotFit_IsRefusedAndLeavesNothing(string setting, object value, string message)
    {
        using var model = ModelProject.Checkpoint();
        Edit(model, "config.json", config => config[setting] = value is int number ? number : (string)value);
        AssertRefused(model, message);
    }

    [Theory]
    [InlineData("../secret.safetensors")]
    [InlineData("/etc/passwd")]
    [InlineData("..\\secret.safetensors")]
    public void Export_IndexThatLeavesTheFolder_IsRefused(string shard)
    {
        using var model = ModelProject.Checkpoint();
        File.Delete(Path.Combine(model.Folder, "model.safetensors"));
        model.Write("model.safetensors.index.json", new JsonObject { ["weight_map"] = new JsonObject { ["x"] = shard } }.ToJsonString());
        AssertRefused(model, "expected the name of a .safetensors file beside the index");
    }

    [SkippableTheory]
    [InlineData("model.safetensors")]
    [InlineData("tokenizer.json")]
    [InlineData("1_Pooling/config.json")]
    public void Export_LinkThatLeavesTheFolder_IsRefused(string name)
    {
        Skip.If(OperatingSystem.IsWindows(), "links need a privilege there");
        using var model = ModelProject.Checkpoint();
        var file = Path.Combine(model.Folder, name);
        var outside = Path.Combine(_project.Path, "outside");
        File.Move(file, outside);
        File.CreateSymbolicLink(file, outside);
        AssertRefused(model, $"the file '{name}' lies outside the model's folder");
    }

    [Theory]
    [InlineData("tokenizer_config.json", "{\"model_max_length\": \"long\"}")]
    [InlineData("modules.json", "{}")]
    [InlineData("modules.json", """[{"type":"sentence_transformers.models.Pooling","path":"../../elsewhere"}]""")]
    public void Export_BadSettings_AreRefused(string name, string text)
    {
        using var model = ModelProject.Checkpoint();
        model.Write(name, text);
        AssertRefused(model, model.Folder);
    }

    private static void Edit(TextModel model, string name, Action<JsonObject> edit)
    {
        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(model.Folder, name)))!.AsObject();
        edit(json);
        model.Write(name, json.ToJsonString());
    }

    private void AssertRefused(TextModel model, string message)
    {
        var result = _project.Patina("model", "export", model.Folder, "-o", "out/exported");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(message, result.Error);
        Assert.DoesNotContain("   at ", result.Error);
        Assert.False(Directory.Exists(Path.Combine(_project.Path, "out")) && Directory.EnumerateFileSystemEntries(Path.Combine(_project.Path, "out")).Any());
    }
}
