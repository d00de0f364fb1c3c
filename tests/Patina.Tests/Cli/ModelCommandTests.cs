using System.Text.Json;
using Patina.Tests.Hub;

namespace Patina.Tests.Cli;

public sealed class ModelCommandTests : IDisposable
{
    private readonly ModelProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void List_Json_HasEveryModelAndWhetherItIsHere()
    {
        using var json = JsonDocument.Parse(_project.Run("model", "list", "--json"));
        var models = json.RootElement.GetProperty("models").EnumerateArray().ToDictionary(model => model.GetProperty("name").GetString()!);
        Assert.Equal(12, models.Count);
        Assert.Equal("built in", models["patina-static-v1"].GetProperty("here").GetString());
        Assert.True(models["patina-static-v1"].GetProperty("chosen").GetBoolean());
        Assert.Equal("no", models["e5-base-v2"].GetProperty("here").GetString());
        Assert.Equal(0, _project.Hub.Connections);
    }

    [Fact]
    public void List_Text_MarksTheRecipesModel()
    {
        var lines = _project.Run("model", "list").Split('\n');
        Assert.StartsWith("* patina-static-v1", lines.Single(line => line.StartsWith('*')));
    }

    [Fact]
    public void Pull_ModelOfTheHub_IsFetchedShownVerifiedAndRemoved()
    {
        Assert.Contains("3 files", _project.Run("model", "pull", ModelProject.Wide));
        var folder = _project.Run("model", "path", ModelProject.Wide).Trim();
        Assert.Equal(Path.Combine(_project.CacheFolder, "models--acme--wide", "snapshots", FakeHub.Commit), folder);
        Assert.Equal(["config.json", "model.safetensors", "tokenizer.json"], Directory.GetFiles(folder).Select(path => Path.GetFileName(path)).Order());

        using var shown = JsonDocument.Parse(_project.Run("model", "show", ModelProject.Wide, "--json"));
        Assert.Equal(("static", FakeHub.Commit, true), (
            shown.RootElement.GetProperty("runtime").GetString(), shown.RootElement.GetProperty("revision").GetString(),
            shown.RootElement.GetProperty("usable").GetBoolean()));
        Assert.Contains("3 files as the hub has them; static, 24 numbers", _project.Run("model", "verify", ModelProject.Wide));

        _project.Run("model", "remove", ModelProject.Wide);
        Assert.Equal(1, _project.Patina("model", "path", ModelProject.Wide).ExitCode);
        Assert.False(Directory.Exists(Path.Combine(_project.CacheFolder, "models--acme--wide")));
    }

    [Fact]
    public void Verify_FileChangedBehindItsTimeStamp_Fails()
    {
        _project.Run("model", "pull", ModelProject.Wide);
        var blob = new FileInfo(Path.Combine(_project.Run("model", "path", ModelProject.Wide).Trim(), "model.safetensors")).ResolveLinkTarget(true)!.FullName;
        var stamp = File.GetLastWriteTimeUtc(blob);
        var bytes = File.ReadAllBytes(blob);
        bytes[^1] ^= 1;
        File.WriteAllBytes(blob, bytes);
        File.SetLastWriteTimeUtc(blob, stamp);

        var result = _project.Patina("model", "verify", ModelProject.Wide);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"patina model pull hf:acme/wide@{FakeHub.Commit}", result.Error);
    }

    [Fact]
    public void Verify_TheDefault_NeedsNothing()
    {
        Assert.Contains("as it was shipped; static, 256 numbers", _project.Run("model", "verify"));
        Assert.Equal(0, _project.Hub.Connections);
    }

    [Theory]
    [InlineData("--offline", null)]
    [InlineData("--quiet", "1")]
    public void Pull_Offline_OpensNoConnection(string option, string? variable)
    {
        var result = _project.PatinaWith("HF_HUB_OFFLINE", variable, "model", "pull", ModelProject.Wide, option);
        Assert.Equal((1, 0), (result.ExitCode, _project.Hub.Connections));
        Assert.Contains("--offline or HF_HUB_OFFLINE", result.Error);
    }

    [Fact]
    public void Pull_UnknownRepository_SaysSo()
    {
        var result = _project.Patina("model", "pull", "hf:acme/nothing");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("acme/nothing: the hub has no such repository", result.Error);
    }

    [Fact]
    public void Pull_ModelThatThisMachineCannotRun_FetchesNothing()
    {
        var result = _project.Patina("model", "pull", "qwen3-embedding-8b");
        Assert.Equal((1, 0), (result.ExitCode, _project.Hub.Connections));
        Assert.Contains("mlx", result.Error);
    }

    [Fact]
    public void Use_Model_ChangesItsLineOnly()
    {
        _project.WriteRecipe("patina-static-v0");
        _project.Run("model", "use", ModelProject.Narrow);
        Assert.Equal(
            "version: 2\nembedding_model: hf:acme/narrow   # the model\nprojections: {}\n",
            File.ReadAllText(Path.Combine(_project.Path, ".patina", "oxidize.yaml")));
        Assert.Equal(0, _project.Hub.Connections);
    }

    [Theory]
    [InlineData("no-such-model")]
    [InlineData("acme/wide")]
    [InlineData("../outside")]
    [InlineData("hf:../evil")]
    public void Use_ModelThatCannotBe_LeavesTheRecipe(string name)
    {
        _project.WriteRecipe("patina-static-v0");
        Assert.Equal(1, _project.Patina("model", "use", name).ExitCode);
        Assert.Contains("embedding_model: patina-static-v0", File.ReadAllText(Path.Combine(_project.Path, ".patina", "oxidize.yaml")));
    }

    [Fact]
    public void UsersRegistry_NamesAModel()
    {
        _project.WriteRegistry("[models.mine]\nrepository = \"acme/narrow\"\ndimensions = 8\nruntimes = [\"static\"]\n");
        _project.Run("model", "pull", "mine");
        Assert.Contains("acme/narrow", _project.Run("model", "show", "Mine"));
    }

    [Fact]
    public void UsersRegistry_WithAnotherDimension_IsContradicted()
    {
        _project.WriteRegistry("[models.mine]\nrepository = \"acme/narrow\"\ndimensions = 16\nruntimes = [\"static\"]\n");
        _project.Run("model", "pull", "mine");
        var result = _project.Patina("model", "verify", "mine");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("registry.toml, line 1: mine has dimensions = 16", result.Error);
    }

    [Fact]
    public void UsersRegistry_Broken_SaysWhere()
    {
        _project.WriteRegistry("[models.mine]\ndimensions = \n");
        var result = _project.Patina("model", "list");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("registry.toml(2,14)", result.Error);
    }

    [Theory]
    [InlineData("list")]
    [InlineData("show")]
    [InlineData("pull")]
    [InlineData("verify")]
    [InlineData("export")]
    [InlineData("use")]
    [InlineData("remove")]
    [InlineData("path")]
    public void Help_EachCommand_HasExamples(string command) => Assert.Contains("Examples:", _project.Run("model", command, "--help"));
}
