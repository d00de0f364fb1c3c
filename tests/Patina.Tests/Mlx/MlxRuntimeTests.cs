using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Patina.Tests.Cli;
using Patina.Tests.Embeddings;
using Patina.Tests.Models;
using Patina.Tests.Onnx.Models;

namespace Patina.Tests.Mlx;

/// <summary>The runtime as users meet it: with its library, without it, and with another in its place.</summary>
public sealed class MlxRuntimeTests : IDisposable
{
    private readonly ModelProject _project = new();
    private readonly TemporaryFolder _cache = new();

    public MlxRuntimeTests()
    {
        using var model = new TextModel();
        foreach (var file in new[] { "config.json", "modules.json", "1_Pooling/config.json" })
            Write(file, File.ReadAllBytes(Path.Combine(model.Folder, file)));
        Write("tokenizer.json", Encoding.UTF8.GetBytes(TinyModel.TokenizerJson(LetterModel.Tokens)));
        Write("model.safetensors", File.ReadAllBytes(Repository.Fixture("models", "bert-A", "model.safetensors")));
    }

    public void Dispose()
    {
        _project.Dispose();
        _cache.Dispose();
    }

    [Fact]
    public void Verify_OnnxAndReference_AgreeAndSayHowFar()
    {
        using var report = JsonDocument.Parse(Run(null, "model", "verify", "./model", "--runtimes", "onnx,reference", "--json"));

        Assert.True(report.RootElement.GetProperty("passed").GetBoolean());
        Assert.Equal(24, report.RootElement.GetProperty("texts").GetInt32());
        var pair = Assert.Single(report.RootElement.GetProperty("pairs").EnumerateArray());
        Assert.Equal(("onnx", "reference"), (pair.GetProperty("first").GetString(), pair.GetProperty("second").GetString()));
        Assert.InRange(pair.GetProperty("lowest_cosine").GetDouble(), 0.99999, 1.0);
        Assert.InRange(pair.GetProperty("largest_difference").GetDouble(), 0, 1e-5);
    }

    [Fact]
    public void Verify_PrecisionThatRoundsTooMuch_ExitsWithOne()
    {
        var result = Patina(null, "model", "verify", "./model", "--runtimes", "reference,onnx", "--precision", "int4");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("./model: reference and onnx: cosine 0.9", result.Out);
        Assert.Contains("the runtimes do not give the same vectors", result.Error);
    }

    [Theory]
    [InlineData("onnx")]
    [InlineData("onnx,onnx")]
    [InlineData("onnx,static")]
    [InlineData("onnx,,mlx")]
    public void Verify_RuntimesThatAreNone_IsAUsageError(string names)
    {
        var result = Patina(null, "model", "verify", "./model", "--runtimes", names);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("expected at least two of onnx, mlx, reference", result.Error);
    }

    [Fact]
    public void Library_ThatIsNotThere_IsSaidSo()
    {
        var missing = Path.Combine(_cache.Path, "nowhere");
        AssertRefused(missing, $"PATINA_MLX_LIBRARY names {missing}, where no libmlxc");
    }

    [Fact]
    public void Library_ThatIsNone_IsSaidSo()
    {
        _cache.Write("libmlxc.so", "no library");
        _cache.Write("libmlxc.dylib", "no library");
        AssertRefused(_cache.Path, "cannot be loaded");
    }

    [Fact]
    public void Library_OfAnotherKind_IsSaidSo()
    {
        var other = Directory.GetFiles(AppContext.BaseDirectory, OperatingSystem.IsMacOS() ? "libe_sqlite3.dylib" : "libe_sqlite3.so", SearchOption.AllDirectories)[0];
        AssertRefused(other, "has no function mlx_version: it is not libmlxc of mlx-c 0.6");
    }

    [SkippableFact]
    public void Library_OfAnotherVersion_IsSaidSo()
    {
        AssertRefused(OtherVersion("0.30.6"), "is of MLX 0.30.6; this program needs 0.31.x, with mlx-c 0.6");
    }

    [SkippableFact]
    public void Library_NotNamedWhereThereIsNoAppleSilicon_IsSaidSo()
    {
        Skip.If(OperatingSystem.IsMacOS(), "it may be there");
        AssertRefused(null, $"MLX needs Apple silicon, this machine is {RuntimeInformation.RuntimeIdentifier}");
    }

    [Fact]
    public void Auto_WithoutTheLibrary_TakesOnnxAndSaysSoOnce()
    {
        var nowhere = Path.Combine(_cache.Path, "nowhere");
        _project.WriteRecipe("./model");
        Run(nowhere, "scrape");

        var result = Patina(nowhere, "oxidize", "--verbose");

        Assert.Equal(0, result.ExitCode);
        var line = Assert.Single(result.Error.Split('\n'), text => text.Contains("mlx", StringComparison.OrdinalIgnoreCase));
        Assert.StartsWith("./model is computed by onnx, as mlx was not taken: ", line);
        Assert.Contains(OperatingSystem.IsWindows() ? "MLX needs Apple silicon" : $"PATINA_MLX_LIBRARY names {nowhere}", line);
        Assert.DoesNotContain("mlx", Patina(nowhere, "oxidize").Error, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Split_WithoutTheLibrary_IsRefusedWithTheReason()
    {
        _project.WriteRecipe("./model", "runtime: {query: onnx, batch: mlx}");
        Run(null, "scrape");

        var result = Patina(Path.Combine(_cache.Path, "nowhere"), "oxidize");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("./model cannot run here. mlx: ", result.Error);
        Assert.Empty(Directory.GetFileSystemEntries(_cache.Path));
    }

    [SkippableFact]
    public void Split_OfRuntimesThatAgree_AnswersAndIsShown()
    {
        MlxLibraryHere.Require();
        var library = Environment.GetEnvironmentVariable("PATINA_MLX_LIBRARY");
        _project.WriteRecipe("./model", "runtime: {query: onnx, batch: mlx}\nprecision: fp32\nmlx: {memory_limit: 1GB, cache_limit: 100MB}");
        Run(library, "scrape");
        Assert.Contains("not compared on this machine yet", Run(library, "model", "show"));

        Run(library, "oxidize");
        Assert.Contains("kettle.py", Run(library, "scry", "boil water", "--json"));

        using var shown = JsonDocument.Parse(Run(library, "model", "show", "--json"));
        Assert.Equal("onnx for questions, mlx for batches", shown.RootElement.GetProperty("runtime").GetString());
        Assert.Matches("cosine (1.0|0.9999)[0-9]* at the lowest", shown.RootElement.GetProperty("parity").GetString());
        var settings = shown.RootElement.GetProperty("settings").EnumerateArray().ToDictionary(
            setting => setting.GetProperty("name").GetString()!, setting => setting.GetProperty("value").GetString());
        Assert.Equal(("1GB", "100MB"), (settings["memory_limit"], settings["cache_limit"]));

        // The same vectors: one runtime for both embeds nothing again.
        _project.WriteRecipe("./model", "runtime: mlx\nprecision: fp32");
        using var again = JsonDocument.Parse(Run(library, "oxidize", "--json"));
        Assert.Equal(0, again.RootElement.GetProperty("embedded").GetInt32());
    }

    [SkippableFact]
    public void Weights_AboveTheMemoryLimit_AreRefused()
    {
        MlxLibraryHere.Require();
        using var checkpoint = new RandomCheckpoint("""
            {"model_type":"bert","vocab_size":280000,"hidden_size":64,"num_hidden_layers":1,"num_attention_heads":1,"intermediate_size":64,"max_position_embeddings":64}
            """);
        foreach (var file in new[] { "config.json", "model.safetensors" })
            File.Copy(Path.Combine(checkpoint.Folder, file), Path.Combine(_project.Path, "model", file), overwrite: true);
        _project.WriteRecipe("./model", "runtime: mlx\nmlx: {memory_limit: 64MB}");
        var library = Environment.GetEnvironmentVariable("PATINA_MLX_LIBRARY");
        Run(library, "scrape");

        var result = Patina(library, "oxidize");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("do not fit in mlx memory_limit 64MB", result.Error);
    }

    [Theory]
    [InlineData("PATINA_MLX_MEMORY_LIMIT", "8")]
    [InlineData("PATINA_MLX_CACHE_LIMIT", "-1GB")]
    public void Limit_OfTheMachineThatIsNone_IsAnError(string variable, string value)
    {
        var result = _project.PatinaWith(variable, value, "model", "show", "./model");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"{variable} is '{value}'; expected a size such as 512MB, 8GB or 1.5GiB", result.Error);
    }

    [SkippableFact]
    public void Verify_AllRuntimes_Agree()
    {
        MlxLibraryHere.Require();
        using var report = JsonDocument.Parse(Run(
            Environment.GetEnvironmentVariable("PATINA_MLX_LIBRARY"), "model", "verify", "./model", "--runtimes", "onnx,mlx,reference", "--json"));

        Assert.Equal(3, report.RootElement.GetProperty("pairs").GetArrayLength());
        Assert.All(report.RootElement.GetProperty("pairs").EnumerateArray(), pair => Assert.InRange(pair.GetProperty("lowest_cosine").GetDouble(), 0.99999, 1.0));
    }

    [SkippableFact]
    public void Oxidize_WithMlx_AnswersQuestions()
    {
        MlxLibraryHere.Require();
        var library = Environment.GetEnvironmentVariable("PATINA_MLX_LIBRARY");
        _project.WriteRecipe("./model", "runtime: mlx");
        Run(library, "scrape");
        Run(library, "oxidize");
        Assert.Contains("kettle.py", Run(library, "scry", "boil water", "--json"));
    }

    /// <summary>A library with the functions of mlx-c 0.6 that says to be of another MLX.</summary>
    private string OtherVersion(string version)
    {
        Skip.If(OperatingSystem.IsWindows(), "MLX is refused before its version is asked for");
        var (source, library) = (_cache.Write("mlxc.c", $$"""
            typedef struct { const char* text; } string;
            int mlx_version(string* version) { version->text = "{{version}}"; return 0; }
            const char* mlx_string_data(string text) { return text.text; }
            int mlx_string_free(string text) { return 0; }
            void mlx_set_error_handler(void* handler, void* data, void* free) { }
            void mlx_get_active_memory(void) { }
            void mlx_fast_scaled_dot_product_attention(void) { }
            void mlx_device_is_available(void) { }
            void mlx_device_info_new(void) { }
            """), Path.Combine(_cache.Path, OperatingSystem.IsMacOS() ? "libmlxc.dylib" : "libmlxc.so"));
        try
        {
            using var compiler = Process.Start("cc", ["-shared", "-fPIC", "-o", library, source]);
            compiler.WaitForExit();
            Assert.Equal(0, compiler.ExitCode);
        }
        catch (Win32Exception)
        {
            Skip.If(true, "no C compiler");
        }

        return library;
    }

    private void AssertRefused(string? library, string reason)
    {
        _project.WriteRecipe("./model", "runtime: mlx");
        Run(library, "scrape");
        var result = Patina(library, "oxidize");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("./model cannot run here. mlx: ", result.Error);
        Assert.Contains(OperatingSystem.IsWindows() ? "MLX needs Apple silicon" : reason, result.Error);
    }

    private void Write(string name, byte[] content)
    {
        var path = Path.Combine(_project.Path, "model", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }

    private string Run(string? library, params string[] arguments)
    {
        var result = Patina(library, arguments);
        Assert.True(result.ExitCode == 0, result.Error);
        return result.Out;
    }

    private PatinaResult Patina(string? library, params string[] arguments) => _project.PatinaWith(
        new Dictionary<string, string?> { ["PATINA_MLX_LIBRARY"] = library, ["PATINA_CACHE"] = _cache.Path }, arguments);
}
