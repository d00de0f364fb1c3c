using System.Text.Json;

namespace Patina.Tests.Cli;

/// <summary>Vectors of models that were swapped out.</summary>
public sealed class PruneTests : IDisposable
{
    private readonly ModelProject _project = new();

    public PruneTests()
    {
        foreach (var model in new[] { ModelProject.Wide, ModelProject.Narrow })
        {
            _project.WriteRecipe(model);
            if (model == ModelProject.Wide)
                _project.Run("scrape");
            _project.Run("oxidize");
        }
    }

    public void Dispose() => _project.Dispose();

    private string[] Folders => [.. Directory.GetDirectories(Path.Combine(_project.Path, ".patina", "data", "embeddings")).Select(path => Path.GetFileName(path)!).Order()];

    private JsonElement[] Prune(params string[] more)
    {
        using var json = JsonDocument.Parse(_project.Run(["oxidize", "--prune", "--json", .. more]));
        return [.. json.RootElement.GetProperty("pruned").EnumerateArray().Select(item => item.Clone())];
    }

    [Fact]
    public void Oxidize_Prune_RemovesAllButTheRecipesModel()
    {
        Assert.Equal(2, Folders.Length);
        var planned = Assert.Single(Prune("--dry-run"));
        Assert.Equal(("hf:acme/wide", false), (planned.GetProperty("model").GetString(), planned.GetProperty("removed").GetBoolean()));
        Assert.Equal(2, Folders.Length);

        var removed = Assert.Single(Prune());
        Assert.True(removed.GetProperty("removed").GetBoolean());
        Assert.Equal(planned.GetProperty("bytes").GetInt64(), removed.GetProperty("bytes").GetInt64());
        Assert.StartsWith("hf-acme-narrow-", Assert.Single(Folders));
        Assert.Equal("", _project.Patina("scry", "boil water", "--json").Error);
        Assert.Empty(Prune());
    }

    [Fact]
    public void Oxidize_PruneAfterASwap_RemovesTheModelBefore()
    {
        _project.WriteRecipe(ModelProject.Wide);
        Assert.Equal("hf:acme/narrow", Assert.Single(Prune()).GetProperty("model").GetString());
        Assert.StartsWith("hf-acme-wide-", Assert.Single(Folders));
    }

    [Fact]
    public void Oxidize_PruneWithAModelThatCannotBeFetched_RemovesNothing()
    {
        _project.WriteRecipe("hf:acme/nothing");
        Assert.Equal(1, _project.Patina("oxidize", "--prune").ExitCode);
        Assert.Equal(2, Folders.Length);
    }

    [Fact]
    public void Oxidize_PruneOfAFolderThatWasNeverCompleted_RemovesItToo()
    {
        File.Delete(Path.Combine(_project.Path, ".patina", "data", "embeddings", Folders.Single(name => name.StartsWith("hf-acme-wide")), "current"));
        Assert.StartsWith("hf-acme-wide-", Assert.Single(Prune()).GetProperty("model").GetString());
        Assert.Single(Folders);
    }

    [Fact]
    public void Doctor_OtherVectors_SaysWhatTheyTake()
    {
        Assert.Matches(@"other vectors +\d+\.\d MB for switching back to hf:acme/wide; patina oxidize --prune removes them", _project.Patina("doctor").Out);
        Prune();
        Assert.DoesNotContain("other vectors", _project.Patina("doctor").Out);
    }
}
