using System.Text;
using System.Text.Json;
using Patina.Tests.Cli;
using Patina.Tests.Embeddings;
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

    [Fact]
    public void Auto_WithoutTheLibrary_TakesOnnx()
    {
        _project.WriteRecipe("./model");
        Assert.Contains("onnx", Run(Path.Combine(_cache.Path, "nowhere"), "model", "show", "./model"));
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

    private void AssertRefused(string library, string reason)
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
