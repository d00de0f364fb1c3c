using System.Text.Json;
using Patina.Tests.Embeddings;
using Patina.Tests.Hub;

namespace Patina.Tests.Cli;

/// <summary>Changing the line in the recipe, with models of a hub and of other dimensions.</summary>
public sealed class ModelSwapTests : IDisposable
{
    private readonly ModelProject _project = new();

    public void Dispose() => _project.Dispose();

    private JsonElement Oxidize()
    {
        using var json = JsonDocument.Parse(_project.Run("oxidize", "--json"));
        return json.RootElement.Clone();
    }

    private PatinaResult Ask()
    {
        var result = _project.Patina("scry", "boil water", "--json");
        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Contains("kettle.py", result.Out);
        return result;
    }

    [Fact]
    public void Oxidize_ModelThatIsNotHere_IsFetchedAndLocked()
    {
        _project.WriteRecipe(ModelProject.Wide);
        _project.Run("scrape");
        Assert.Equal(24, Oxidize().GetProperty("dimension").GetInt32());
        Assert.Equal("", Ask().Error);

        var locked = File.ReadAllText(_project.LockPath);
        Assert.Contains("repository = \"acme/wide\"", locked);
        Assert.Contains($"revision = \"{FakeHub.Commit}\"", locked);
        Assert.Contains($"\"model.safetensors\" = \"{FakeHub.Sha256(LetterModel.Files(24)["model.safetensors"])}\"", locked);

        _project.WriteRecipe($"{ModelProject.Wide}@{FakeHub.Commit}");
        Assert.Equal(0, Oxidize().GetProperty("embedded").GetInt32());
    }

    [Fact]
    public void Swap_ToAnotherDimensionAndBack_TheOldAnswerUntilTheNewAreMade()
    {
        _project.WriteRecipe(ModelProject.Wide);
        _project.Run("scrape");
        Oxidize();
        var before = File.ReadAllText(_project.LockPath);

        _project.WriteRecipe(ModelProject.Narrow);
        Assert.Contains("hf:acme/wide answers. Run: patina oxidize", Ask().Error);

        var swapped = Oxidize();
        Assert.Equal(8, swapped.GetProperty("dimension").GetInt32());
        Assert.True(swapped.GetProperty("embedded").GetInt32() > 0);
        Assert.Equal("", Ask().Error);

        _project.WriteRecipe(ModelProject.Wide);
        Assert.Equal("", Ask().Error);
        var back = Oxidize();
        Assert.Equal((24, 0, true), (
            back.GetProperty("dimension").GetInt32(), back.GetProperty("embedded").GetInt32(), back.GetProperty("up_to_date").GetBoolean()));
        Assert.Equal(before, File.ReadAllText(_project.LockPath));
    }

    [Fact]
    public void Swap_FromAGraphToATableAndBack_EmbedsEachOnce()
    {
        _project.AddGraphs("acme/bert");
        _project.Run("model", "pull", "hf:acme/bert");
        Assert.Contains("onnx, 64 numbers", _project.Run("model", "verify", "hf:acme/bert"));
        _project.WriteRecipe("hf:acme/bert");
        _project.Run("scrape");
        Assert.Equal(64, Oxidize().GetProperty("dimension").GetInt32());
        Ask();
        var locked = File.ReadAllText(_project.LockPath);
        Assert.Contains("precision = \"int8\"", locked);
        Assert.Contains("pooling = \"mean\"", locked);
        Assert.Contains("\"onnx/model_quantized.onnx\" = ", locked);

        _project.WriteRecipe(ModelProject.Narrow);
        Assert.Contains("hf:acme/bert answers", Ask().Error);
        Assert.Equal(8, Oxidize().GetProperty("dimension").GetInt32());

        _project.WriteRecipe("hf:acme/bert");
        Assert.Equal("", Ask().Error);
        Assert.Equal(0, Oxidize().GetProperty("embedded").GetInt32());
        Assert.Equal(locked, File.ReadAllText(_project.LockPath));
    }

    [Fact]
    public void Swap_BetweenGraphsOfTwoDimensionsAndBack_TheOldAnswerUntilTheNewAreMade()
    {
        _project.AddGraphs("acme/bert");
        _project.AddGraphs("acme/decoder", decoder: true);
        _project.WriteRecipe("hf:acme/bert");
        _project.Run("scrape");
        var chunks = Oxidize().GetProperty("embedded").GetInt32();
        var locked = File.ReadAllText(_project.LockPath);

        // A scrape in between does not take the answers away.
        _project.WriteRecipe("hf:acme/decoder", "dimensions: 48");
        _project.Run("scrape");
        Assert.Contains("hf:acme/bert answers. Run: patina oxidize", Ask().Error);
        var swapped = Oxidize();
        Assert.Equal((48, chunks), (swapped.GetProperty("dimension").GetInt32(), swapped.GetProperty("embedded").GetInt32()));
        Assert.Contains("precision = \"fp32\"", File.ReadAllText(_project.LockPath));
        Assert.Equal("", Ask().Error);

        var connections = _project.Hub.Connections;
        _project.WriteRecipe("hf:acme/bert");
        Assert.Equal("", Ask().Error);
        var back = Oxidize();
        Assert.Equal((64, 0, true), (
            back.GetProperty("dimension").GetInt32(), back.GetProperty("embedded").GetInt32(), back.GetProperty("up_to_date").GetBoolean()));
        Assert.Equal(locked, File.ReadAllText(_project.LockPath));
        Assert.Equal(connections, _project.Hub.Connections);
    }

    [Fact]
    public void Swap_ToAnotherPrecision_LiesBesideTheFirst()
    {
        _project.AddGraphs("acme/bert");
        _project.WriteRecipe("hf:acme/bert");
        _project.Run("scrape");
        Oxidize();

        var fp32 = _project.PatinaWith("PATINA_MODEL", "fp32", "oxidize", "--json");
        Assert.True(fp32.ExitCode == 0, fp32.Error);
        Assert.Contains("precision = \"fp32\"", File.ReadAllText(_project.LockPath));
        Assert.Equal(0, Oxidize().GetProperty("embedded").GetInt32());
        Assert.Equal(2, Directory.GetDirectories(Path.Combine(_project.Path, ".patina", "data", "embeddings")).Length);
    }

    [Fact]
    public void Swap_ToAModelThatCannotBeFetched_LeavesTheOldAnswering()
    {
        _project.WriteRecipe(ModelProject.Wide);
        _project.Run("scrape");
        Oxidize();
        _project.WriteRecipe("hf:acme/nothing");
        Assert.Equal(1, _project.Patina("oxidize").ExitCode);
        Assert.Contains("hf:acme/wide answers", Ask().Error);
    }

    [Fact]
    public void Scry_AfterFetching_OpensNoConnection()
    {
        _project.WriteRecipe(ModelProject.Wide);
        _project.Run("scrape");
        Oxidize();
        var before = _project.Hub.Connections;
        Ask();
        Oxidize();
        Assert.Equal(before, _project.Hub.Connections);
    }

    [Fact]
    public void Oxidize_HubMovedOn_StaysAtTheLockedCommitUntilAskedFor()
    {
        _project.WriteRecipe(ModelProject.Wide);
        _project.Run("scrape");
        Oxidize();
        _project.Hub.Head = new string('e', 40);
        _project.AddStatic("acme/wide", dimension: 16);
        _project.Run("model", "pull", ModelProject.Wide + "@main");

        Assert.Equal(24, Oxidize().GetProperty("dimension").GetInt32());
        _project.WriteRecipe($"{ModelProject.Wide}@main");
        Assert.Equal(16, Oxidize().GetProperty("dimension").GetInt32());
    }

    [Fact]
    public void Swap_BackAfterTheHubMovedOn_IsToTheCommitBefore()
    {
        _project.WriteRecipe(ModelProject.Wide);
        _project.Run("scrape");
        Oxidize();
        _project.WriteRecipe(ModelProject.Narrow);
        Oxidize();
        _project.Hub.Head = new string('e', 40);
        _project.AddStatic("acme/wide", dimension: 16);
        _project.Run("model", "pull", ModelProject.Wide + "@main");

        _project.WriteRecipe(ModelProject.Wide);
        Assert.Equal("", Ask().Error);
        var back = Oxidize();
        Assert.Equal((24, 0), (back.GetProperty("dimension").GetInt32(), back.GetProperty("embedded").GetInt32()));
    }

    [Fact]
    public void Oxidize_WithALockAndAnEmptyCache_FetchesTheLockedCommit()
    {
        _project.WriteRecipe(ModelProject.Wide);
        _project.Run("scrape");
        Oxidize();
        _project.Run("model", "remove");
        _project.Hub.Requests.Clear();
        Assert.Equal(24, Oxidize().GetProperty("dimension").GetInt32());
        Assert.Contains(_project.Hub.Requests, request => request.Path == $"/api/models/acme/wide/revision/{FakeHub.Commit}");
    }

    [Fact]
    public void Oxidize_OtherFilesThanLocked_AreRefused()
    {
        _project.WriteRecipe(ModelProject.Wide);
        _project.Run("scrape");
        Oxidize();
        var digest = FakeHub.Sha256(LetterModel.Files(24)["model.safetensors"]);
        File.WriteAllText(_project.LockPath, File.ReadAllText(_project.LockPath).Replace(digest, new string('0', 64)));
        var result = _project.Patina("oxidize");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("oxidize.lock", result.Error);
    }

    [Fact]
    public void Oxidize_LockWithConflictMarkers_SaysWhere()
    {
        _project.WriteRecipe(ModelProject.Wide);
        _project.Run("scrape");
        Oxidize();
        File.WriteAllText(_project.LockPath, "<<<<<<< HEAD\n" + File.ReadAllText(_project.LockPath));
        var result = _project.Patina("oxidize");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(".patina/oxidize.lock(1,1)", result.Error);
    }

    [Fact]
    public void Oxidize_DryRun_FetchesNothing()
    {
        _project.WriteRecipe(ModelProject.Wide);
        _project.Run("scrape");
        var result = _project.Patina("oxidize", "--dry-run");
        Assert.Equal((1, 0), (result.ExitCode, _project.Hub.Connections));
        Assert.Contains("patina model pull hf:acme/wide", result.Error);
    }

    [Fact]
    public void Oxidize_Offline_SaysWhatIsMissing()
    {
        _project.WriteRecipe(ModelProject.Wide);
        _project.Run("scrape");
        var result = _project.Patina("oxidize", "--offline");
        Assert.Equal((1, 0), (result.ExitCode, _project.Hub.Connections));
        Assert.Contains("acme/wide", result.Error);
    }
}
