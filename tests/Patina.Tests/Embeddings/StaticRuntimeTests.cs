using Patina.Embeddings;
using Patina.Embeddings.Static;

namespace Patina.Tests.Embeddings;

public sealed class StaticRuntimeTests
{
    private static readonly StaticRuntime Runtime = new();

    private static EngineOptions Options => new() { ModelName = "tiny" };

    [Fact]
    public void WhyNot_StaticModel_IsNull()
    {
        using var tiny = new TinyModel();

        Assert.Null(Runtime.WhyNot(new ModelFiles(tiny.Folder), Options));
    }

    [Fact]
    public void WhyNot_FolderWithoutWeights_SaysWhatIsMissing()
    {
        using var tiny = new TinyModel();
        tiny.Delete("model.safetensors");

        Assert.Contains("model.safetensors", Runtime.WhyNot(new ModelFiles(tiny.Folder), Options));
    }

    [Fact]
    public void Open_OptionsItCannotHonour_AreRefused()
    {
        using var tiny = new TinyModel();
        foreach (var options in new[] { Options with { QueryPrompt = "query: " }, Options with { Pooling = Pooling.Cls } })
        {
            Assert.NotNull(Runtime.WhyNot(new ModelFiles(tiny.Folder), options));
            var error = Assert.Throws<EmbeddingException>(() => Runtime.Open(new ModelFiles(tiny.Folder), options));
            Assert.Equal(EmbeddingError.Unsupported, error.Reason);
        }
    }

    [Fact]
    public void EmbedTexts_SeveralTexts_CountsTheTokensThatCount()
    {
        using var tiny = new TinyModel();
        using var engine = Runtime.Open(new ModelFiles(tiny.Folder), Options);
        var vectors = new float[4];

        // "black" is no token of the model, so it does not count.
        Assert.Equal(3, engine.EmbedTexts(["red", "green black green"], TextRole.Plain, vectors));
        Assert.Equal([0.6f, 0.8f, 0f, 1f], vectors, (left, right) => MathF.Abs(left - right) < 1e-6f);
    }

    [Fact]
    public void EmbedWithInstruction_Always_IsRefused()
    {
        using var tiny = new TinyModel();
        using var engine = Runtime.Open(new ModelFiles(tiny.Folder), Options);

        var error = Assert.Throws<EmbeddingException>(() => engine.EmbedWithInstruction("find colours", "red", new float[2]));
        Assert.Equal(EmbeddingError.Unsupported, error.Reason);
    }
}
