using System.Text.Json;
using Patina.Tests.Cli;

namespace Patina.Tests.Sharing;

public sealed class RecipeCommandTests
{
    [Fact]
    public void Export_ThenApplyElsewhere_GivesTheSameRecipeAndNothingOfTheProject()
    {
        using var project = new SampleProject();
        project.Write(".patina/oxidize.yaml", "version: 2\nembedding_model: patina-static-v0\nprojections:\n  semantic: {layers: [256, 300, 64], epochs: 3}\n");

        var export = project.Patina("recipe", "export", "--name", "tea", "--author", "Ada", "-o", "tea.yaml");
        using var other = new SampleProject();
        var applied = PatinaProcess.Run(other.Path, "recipe", "apply", Path.Combine(project.Path, "tea.yaml"), "--json");
        var again = PatinaProcess.Run(other.Path, "recipe", "diff", Path.Combine(project.Path, "tea.yaml"));

        Assert.Equal((0, 0, 0), (export.ExitCode, applied.ExitCode, again.ExitCode));
        var text = File.ReadAllText(Path.Combine(project.Path, "tea.yaml"));
        Assert.Contains("\"python\": 2", text, StringComparison.Ordinal);
        Assert.DoesNotContain("kettle", text, StringComparison.Ordinal);
        Assert.DoesNotContain(project.Path, text, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(applied.Out);
        Assert.Contains(json.RootElement.GetProperty("changes").EnumerateArray(), change =>
            change.GetProperty("key").GetString() == "projections.semantic.layers" && change.GetProperty("after").GetString() == "[300, 64]");
        Assert.Contains("No difference", again.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Export_ModelOfAFolder_IsRefused()
    {
        using var project = new SampleProject();
        project.Write(".patina/oxidize.yaml", "embedding_model: ./models/mine\n");

        var result = project.Patina("recipe", "export");

        Assert.Equal((1, ""), (result.ExitCode, result.Out));
        Assert.Contains("is a folder of this machine", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Apply_HostileRecipe_ChangesNothingAndSaysWhere()
    {
        using var project = new SampleProject();

        var result = project.Patina("recipe", "apply", Repository.Fixture("shared-recipes", "hostile", "file-outside.yaml"));

        Assert.Equal((1, ""), (result.ExitCode, result.Out));
        Assert.Contains("file-outside.yaml:10:", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(project.Path, ".patina")));
    }

    [Fact]
    public void VoteAndLeaderboard_OnAClone_ShowTheRecipesInOrderAndWhatDoesNotCount()
    {
        using var ada = VotingClone.Found("Ada");
        using var ben = VotingClone.Of(ada, "Ben");
        File.Copy(Repository.Fixture("shared-recipes", "hostile", "command-as-key.yaml"), Path.Combine(ben.Root, "bad.yaml"));
        ben.Commit("Add a bad recipe");

        var up = PatinaProcess.Run(ben.Root, "recipe", "vote", "up", "b.yaml");
        var down = PatinaProcess.Run(ben.Root, "recipe", "vote", "down", "a.yaml", "--json");
        var board = PatinaProcess.Run(ada.Root, "leaderboard", ben.Root);
        using var json = JsonDocument.Parse(PatinaProcess.Run(ada.Root, "leaderboard", ben.Root, "--json").Out);

        Assert.Equal((0, 0, 0), (up.ExitCode, down.ExitCode, board.ExitCode));
        Assert.Equal(["recipe b", "recipe a"], json.RootElement.GetProperty("recipes").EnumerateArray().Select(row => row.GetProperty("name").GetString()!));
        Assert.Contains("refused  bad.yaml:", board.Out, StringComparison.Ordinal);
        Assert.Contains("mrr_gain +0.070 [+0.030, +0.110] semantic", board.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Leaderboard_AddressThatRunsAProgram_IsRefused()
    {
        using var folder = new TemporaryFolder();

        var result = PatinaProcess.Run(folder.Path, "leaderboard", "ext::sh -c 'touch was-run'");

        Assert.Equal(1, result.ExitCode);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }
}
