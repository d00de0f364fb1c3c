using System.Text.Json;
using Patina.Oxidize.Training;

namespace Patina.Tests.Cli;

public sealed class MigrateCommandTests
{
    private const string RustRecipe =
        "version: 1\nembedding_model: bge-base-en-v1-5\nprojections:\n  semantic:\n    layers: [768, 1024, 256]\n    epochs: 10\n    batch_size: 32\n";

    [Fact]
    public void Migrate_WholeProject_TakesRecipeNotesAndWeightsAndChangesNothingThere()
    {
        using var before = Before();
        var untouched = Contents(before.Path);
        using var project = new SampleProject();

        var dry = project.Patina("migrate", before.Path, "--dry-run");
        var written = Directory.Exists(Path.Combine(project.Path, ".patina"));
        var result = project.Patina("migrate", before.Path, "--json");

        Assert.Equal((1, 1, false), (dry.ExitCode, result.ExitCode, written));
        Assert.Equal(untouched, Contents(before.Path));
        using var json = JsonDocument.Parse(result.Out);
        var order = new[] { "recipe", "settings", "registry", "notes", "weights", "memory" };
        var items = json.RootElement.GetProperty("items").EnumerateArray()
            .Select(item => $"{item.GetProperty("part")} {item.GetProperty("name")} {item.GetProperty("outcome")}").ToList();
        Assert.Equal(
            [
                "recipe .patina/oxidize.yaml taken",
                "settings .patina/config.toml [embeddings] left_out",
                "settings .patina/config.toml [search] left_out",
                "registry e5-base-v2 already_there",
                "registry mine left_out",
                "notes layer/core/ taken",
                "notes layer/sessions/ already_there",
                "weights .patina/local/data/embeddings/e5-base-v2/projections/damaged.safetensors refused",
                "weights .patina/local/data/embeddings/e5-base-v2/projections/semantic.safetensors taken",
                "weights .patina/local/data/embeddings/e5-base-v2/projections/semantic.usearch left_out",
                "memory .patina/local/data/patina.db left_out",
            ],
            items.Order(StringComparer.Ordinal).OrderBy(item => Array.IndexOf(order, item.Split(' ')[0])));
        Assert.Contains("bge-base-en-v1.5", File.ReadAllText(Path.Combine(project.Path, ".patina", "oxidize.yaml")), StringComparison.Ordinal);
        Assert.Equal("# Core\n", File.ReadAllText(Path.Combine(project.Path, "layer", "core", "core.md")));
        var kept = ProjectionFile.Load(Path.Combine(project.Path, ".patina", "data", "migrated", "e5-base-v2", "projections", "semantic.safetensors"));
        Assert.Equal((2, 2, 1), (kept.InputDimension, kept.HiddenDimension, kept.OutputDimension));
    }

    [Fact]
    public void Migrate_ProjectWithARecipe_KeepsIt()
    {
        using var before = Before(damaged: false);
        using var project = new SampleProject();
        project.Write(".patina/oxidize.yaml", "embedding_model: patina-static-v0\n");

        var result = project.Patina("migrate", before.Path);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("has a recipe of its own, which stays", result.Out, StringComparison.Ordinal);
        Assert.Equal("embedding_model: patina-static-v0\n", File.ReadAllText(Path.Combine(project.Path, ".patina", "oxidize.yaml")));
    }

    [Theory]
    [InlineData(".")]
    [InlineData("src")]
    [InlineData("nowhere")]
    public void Migrate_ProjectItselfOrNoProject_IsRefused(string folder)
    {
        using var project = new SampleProject();

        var result = project.Patina("migrate", folder);

        Assert.Equal((1, ""), (result.ExitCode, result.Out));
    }

    /// <param name="damaged">With weights that were cut short.</param>
    private static TemporaryFolder Before(bool damaged = true)
    {
        const string weights = ".patina/local/data/embeddings/e5-base-v2/projections";
        var folder = new TemporaryFolder();
        folder.Write(".patina/oxidize.yaml", RustRecipe);
        folder.Write(".patina/config.toml", "[embeddings]\nmodel = \"e5-base-v2\"\n[search]\nscry_threshold = 0.0\n");
        folder.Write("resources/models/registry.toml", "[models.e5-base-v2]\nname = \"e5-base-v2\"\n[models.mine]\nname = \"mine\"\n");
        folder.Write("layer/core/core.md", "# Core\n");
        folder.Write("layer/sessions/20260101-100000.md", "# Another session of that name\n");
        folder.Write(".patina/local/data/patina.db", "not opened");
        folder.Write($"{weights}/semantic.usearch", "not opened");
        ProjectionFile.Save(
            new Projection(2, 2, 1, [1, 2, 3, 4], [0, 0], [1, 1], [0]), Path.Combine(folder.Path, weights, "semantic.safetensors"));
        if (damaged)
            folder.Write($"{weights}/damaged.safetensors", "cut");
        return folder;
    }

    private static List<(string Path, string Text, DateTime Written)> Contents(string folder) =>
        [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => (file, File.ReadAllText(file), File.GetLastWriteTimeUtc(file)))];
}
