using System.Text.Json;

namespace Patina.Tests.Cli;

/// <summary>How a model is run: what recipe and environment say of hardware, processors and graphs.</summary>
public sealed class RunSettingsTests : IDisposable
{
    /// <summary>A provider that the library for this platform was not built with.</summary>
    private static readonly string Absent = OperatingSystem.IsWindows() ? "coreml" : "directml";

    private readonly ModelProject _project = new();
    private readonly TemporaryFolder _cache = new();

    public RunSettingsTests()
    {
        _project.AddGraphs("acme/bert");
        _project.Run("model", "pull", "hf:acme/bert");
    }

    public void Dispose()
    {
        _project.Dispose();
        _cache.Dispose();
    }

    private JsonElement Setting(PatinaResult result, string name)
    {
        Assert.True(result.ExitCode == 0, result.Error);
        using var json = JsonDocument.Parse(result.Out);
        return json.RootElement.GetProperty("settings").EnumerateArray().Single(setting => setting.GetProperty("name").GetString() == name).Clone();
    }

    private void AssertShown(string name, string value, string origin)
    {
        var setting = Setting(_project.Patina("model", "show", "--json"), name);
        Assert.Equal((value, origin), (setting.GetProperty("value").GetString(), setting.GetProperty("origin").GetString()));
    }

    [Fact]
    public void Show_RecipeWithSettings_SaysEach()
    {
        _project.WriteRecipe("hf:acme/bert", "provider: cpu\nthreads: 1\ngraph_optimization: basic\nmax_length: 24\nquery_prefix: \"ask: \"\ndimensions: 32");
        AssertShown("provider", "cpu", "recipe or registry");
        AssertShown("threads", "1", "recipe or registry");
        AssertShown("graph_optimization", "basic", "recipe or registry");
        AssertShown("keep_optimized", "no", "default");
        AssertShown("max_length", "24", "recipe or registry");
        AssertShown("query_prompt", "\"ask: \"", "recipe or registry");
    }

    [Fact]
    public void Show_RecipeWithoutSettings_SaysWhatIsTaken()
    {
        _project.WriteRecipe("hf:acme/bert");
        AssertShown("threads", $"{Environment.ProcessorCount}", "all processors");
        AssertShown("graph_optimization", "all", "default");
        var provider = Setting(_project.Patina("model", "show", "--json"), "provider");
        Assert.StartsWith("auto; the library has cpu", provider.GetProperty("origin").GetString());
    }

    [Fact]
    public void Show_Environment_GoesBeforeTheRecipe()
    {
        _project.WriteRecipe("hf:acme/bert", $"provider: {Absent}\nthreads: 1");
        Assert.Equal("3", Setting(
            _project.PatinaWith(new Dictionary<string, string?> { ["PATINA_PROVIDER"] = "cpu", ["PATINA_THREADS"] = "3" }, "model", "show", "--json"),
            "threads").GetProperty("value").GetString());
    }

    [Theory]
    [InlineData("PATINA_PROVIDER", "gpu", "expected auto, cpu, cuda, coreml, directml")]
    [InlineData("PATINA_THREADS", "0", "expected a whole number from 1 to 4096")]
    [InlineData("PATINA_THREADS", "many", "expected a whole number from 1 to 4096")]
    public void Show_VariableThatCannotBe_IsRefused(string variable, string value, string expected)
    {
        var result = _project.PatinaWith(variable, value, "model", "show", "hf:acme/bert");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"{variable} is '{value}'; {expected}", result.Error);
    }

    [Fact]
    public void Oxidize_ProviderThatTheLibraryLacks_IsRefusedNamingThoseItHas()
    {
        _project.WriteRecipe("hf:acme/bert", $"provider: {Absent}");
        _project.Run("scrape");
        var result = _project.Patina("oxidize");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"Execution provider {Absent} is not available", result.Error);
        Assert.Contains("It was built with cpu", result.Error);
    }

    [Fact]
    public void Oxidize_OtherOptimization_IsLockedAndEmbedsNothingAgain()
    {
        _project.WriteRecipe("hf:acme/bert", "graph_optimization: none");
        _project.Run("scrape");
        _project.Run("oxidize");
        var locked = File.ReadAllText(_project.LockPath);
        Assert.Contains("graph_optimization = \"none\"", locked);
        Assert.DoesNotContain("provider", locked);

        _project.WriteRecipe("hf:acme/bert", "threads: 1\nprovider: cpu");
        using var again = JsonDocument.Parse(_project.Run("oxidize", "--json"));
        Assert.True(again.RootElement.GetProperty("up_to_date").GetBoolean());
        Assert.Equal(locked, File.ReadAllText(_project.LockPath));
    }

    [Fact]
    public void Oxidize_OtherLengthAndDimensions_GivesOtherVectorsBesideTheFirst()
    {
        _project.WriteRecipe("hf:acme/bert");
        _project.Run("scrape");
        _project.Run("oxidize");
        _project.WriteRecipe("hf:acme/bert", "dimensions: 32\nmax_length: 16\npassage_prefix: \"\"");
        using var shorter = JsonDocument.Parse(_project.Run("oxidize", "--json"));
        Assert.Equal(32, shorter.RootElement.GetProperty("dimension").GetInt32());
        Assert.Contains("max_length = \"16\"", File.ReadAllText(_project.LockPath));
        Assert.Equal("", _project.Patina("scry", "boil water", "--json").Error);

        _project.WriteRecipe("hf:acme/bert");
        Assert.Equal("", _project.Patina("scry", "boil water", "--json").Error);
        using var back = JsonDocument.Parse(_project.Run("oxidize", "--json"));
        Assert.Equal((64, 0), (back.RootElement.GetProperty("dimension").GetInt32(), back.RootElement.GetProperty("embedded").GetInt32()));
    }

    [Fact]
    public void Verify_KeepingOptimizedGraphs_WritesOneAndUsesIt()
    {
        _project.WriteRecipe("hf:acme/bert", "keep_optimized: true");
        var graphs = Path.Combine(_cache.Path, "graphs");
        Verify();
        var kept = Assert.Single(Directory.GetFiles(graphs));
        var written = File.GetLastWriteTimeUtc(kept);
        Verify();
        Assert.Equal(written, File.GetLastWriteTimeUtc(Assert.Single(Directory.GetFiles(graphs))));

        // A damaged one is made again.
        File.WriteAllText(kept, "damaged");
        Verify();
        Assert.True(new FileInfo(Assert.Single(Directory.GetFiles(graphs))).Length > 1000);

        void Verify()
        {
            var result = _project.PatinaWith("PATINA_CACHE", _cache.Path, "model", "verify");
            Assert.True(result.ExitCode == 0, result.Error);
        }
    }
}
