using Patina.Embeddings;
using Patina.Embeddings.Registry;
using Patina.Toml;

namespace Patina.Tests.Embeddings;

public sealed class ModelRegistryTests
{
    private const string Entry = """
        [models.mine]
        repository = "acme/mine"
        dimensions = 4
        runtimes = ["onnx"]
        """;

    private static ModelRegistry Read(TemporaryFolder folder, string text) => ModelRegistry.Load(folder.Write("registry.toml", text));

    private static EmbeddingException Refused(string text)
    {
        using var folder = new TemporaryFolder();
        return Assert.Throws<EmbeddingException>(() => Read(folder, text));
    }

    [Fact]
    public void Load_RegistryOfTheProgram_HasTheModelsOfItsGuide()
    {
        var registry = ModelRegistry.Load(TestModels.ProgramRegistry);
        Assert.Equal(
            [
                "all-minilm-l6-v2 384 onnx mean", "bge-base-en-v1.5 768 onnx cls", "bge-small-en-v1.5 384 onnx cls", "e5-base-v2 768 onnx mean",
                "gte-base 768 onnx mean", "nomic-embed-text-v1.5 768 onnx+mlx mean", "olmo-3-7b 4096 mlx mean", "patina-static-v0 256 static ", "patina-static-v1 256 static ",
                "qwen3-embedding-0.6b 1024 onnx last", "qwen3-embedding-4b 2560 mlx last", "qwen3-embedding-8b 4096 mlx last",
            ],
            registry.All.Select(entry =>
                $"{entry.Name} {entry.Dimensions} {string.Join('+', entry.Runtimes)} {(entry.Pooling is { } pooling ? PoolingWords.WordOf(pooling) : "")}"));
    }

    [Fact]
    public void Load_RegistryOfTheProgram_SaysForEachGraphWhatInt8AndFp32Are()
    {
        var graphs = ModelRegistry.Load(TestModels.ProgramRegistry).All.Where(entry => entry.Runtimes.Contains("onnx")).ToList();
        Assert.Equal(7, graphs.Count);
        Assert.All(graphs, entry =>
            Assert.Equal(("onnx/model_quantized.onnx", "onnx/model.onnx"), (entry.Files[ModelPrecision.Int8], entry.Files[ModelPrecision.Fp32])));
    }

    [Theory]
    [InlineData("qwen3-embedding-0.6b")]
    [InlineData("qwen3-embedding-0-6b")]
    [InlineData("Qwen3-Embedding-0.6B")]
    public void Find_AnySpelling_IsTheSameModel(string name) =>
        Assert.Equal("qwen3-embedding-0.6b", ModelRegistry.Load(TestModels.ProgramRegistry).Find(name)?.Name);

    [Fact]
    public void Load_UsersRegistry_ChangesKeysAndAddsModels()
    {
        using var folder = new TemporaryFolder();
        var users = folder.Write("registry.toml", $"""
            [models.E5_base_v2]
            revision = "v1"
            files = {"{"} int8 = "other.onnx" {"}"}
            {Entry}
            """);
        var registry = ModelRegistry.Load(users, TestModels.ProgramRegistry);

        var changed = registry.Find("e5-base-v2")!;
        Assert.Equal(("v1", "other.onnx", "onnx/model.onnx", "query: "),
            (changed.Revision?.Value, changed.Files[ModelPrecision.Int8], changed.Files[ModelPrecision.Fp32], changed.QueryPrefix));
        Assert.Equal("acme/mine", registry.Find("mine")?.Repository?.Value);
    }

    [Fact]
    public void Load_EntryAsTheRustToolHasThem_IsUnderstood()
    {
        using var folder = new TemporaryFolder();
        var entry = Read(folder, """
            [models.qwen3-embedding-0-6b]
            name = "Qwen3-Embedding-0.6B"
            description = "Qwen3 multilingual embedding, code-aware (1024 dims)"
            path = "resources/models/qwen3-embedding-0.6b"
            dimensions = 1024
            metric = "cosine"
            source = "https://huggingface.co/Qwen/Qwen3-Embedding-0.6B"
            use_case = "Code retrieval"
            performance = "MTEB ~65%"
            size_int8 = "~500MB"
            maturity = "Cutting-edge"
            rust_support = "Excellent"
            runtimes = ["onnx"]
            download_quantized = "https://huggingface.co/onnx-community/Qwen3-Embedding-0.6B-ONNX/resolve/main/model_quantized.onnx"
            download_tokenizer = "https://huggingface.co/onnx-community/Qwen3-Embedding-0.6B-ONNX/resolve/main/tokenizer.json"
            """).All.Single();
        Assert.Equal(("onnx-community/Qwen3-Embedding-0.6B-ONNX", "main", "model_quantized.onnx", "~500MB"),
            (entry.Repository?.Value, entry.Revision?.Value, entry.Files[ModelPrecision.Int8], entry.Sizes[ModelPrecision.Int8]));
    }

    [Theory]
    [InlineData("dimensions = 4", "dimensions = \"4\"", 3)]
    [InlineData("dimensions = 4", "dimensions = 0", 3)]
    [InlineData("dimensions = 4", "", 1)]
    [InlineData("acme/mine", "../mine", 2)]
    [InlineData("runtimes = [\"onnx\"]", "runtimes = \"onnx\"", 4)]
    [InlineData("runtimes = [\"onnx\"]", "runtimes = [\"onnx\"]\npoolling = \"mean\"", 5)]
    [InlineData("runtimes = [\"onnx\"]", "runtimes = [\"onnx\"]\npooling = \"average\"", 5)]
    [InlineData("runtimes = [\"onnx\"]", "runtimes = [\"onnx\"]\nmetric = \"dot\"", 5)]
    [InlineData("runtimes = [\"onnx\"]", "runtimes = [\"onnx\"]\nfiles = { int8 = \"../../evil.onnx\" }", 5)]
    [InlineData("runtimes = [\"onnx\"]", "runtimes = [\"onnx\"]\nfiles = { int9 = \"a.onnx\" }", 5)]
    [InlineData("runtimes = [\"onnx\"]", "runtimes = [\"onnx\"]\nrevision = \"../main\"", 5)]
    [InlineData("runtimes = [\"onnx\"]", "runtimes = [\"onnx\"]\nsha256 = { \"a.onnx\" = \"abc\" }", 5)]
    [InlineData("runtimes = [\"onnx\"]", "runtimes = [\"onnx\"]\ndownload_quantized = \"https://evil.example/model.onnx\"", 5)]
    [InlineData("runtimes = [\"onnx\"]", "runtimes = [\"onnx\"]\nquery_prefix = \"\\u001b[31m\"", 5)]
    public void Load_WrongValue_SaysWhichLine(string right, string wrong, int line)
    {
        var error = Refused(Entry.Replace(right, wrong));
        Assert.Equal(EmbeddingError.BadRegistry, error.Reason);
        Assert.Contains($"registry.toml({line},", error.Message);
        Assert.DoesNotContain(error.Message, char.IsControl);
    }

    [Theory]
    [InlineData("x = 1")]
    [InlineData("models = 1")]
    [InlineData("[models]\nmine = 1")]
    [InlineData("[models.a-b]\n[models.a_b]")]
    public void Load_FileThatIsNoRegistry_IsRefused(string text) => Assert.Equal(EmbeddingError.BadRegistry, Refused(text).Reason);

    [Fact]
    public void Load_BrokenToml_IsRefused()
    {
        using var folder = new TemporaryFolder();
        Assert.Throws<TomlException>(() => Read(folder, "[models"));
    }
}
