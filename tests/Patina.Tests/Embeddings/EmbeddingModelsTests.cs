using Patina.Embeddings;

namespace Patina.Tests.Embeddings;

public sealed class EmbeddingModelsTests
{
    private static EmbeddingError ReasonFor(string name, string runtime = "auto") =>
        Assert.Throws<EmbeddingException>(() => EmbeddingModels.Open(name, runtime, Path.GetTempPath()).Dispose()).Reason;

    [Theory]
    [InlineData("e5-base-v2")]
    [InlineData("qwen3-embedding-0.6b")]
    [InlineData("hf:minishlab/potion-base-8M")]
    [InlineData("minishlab/potion-base-8M")]
    [InlineData("Patina-Static-V0")]
    [InlineData("patina-static-v0/")]
    [InlineData("models/../../secret")]
    [InlineData("")]
    public void Open_ModelThisBuildLacks_SaysWhichThereAre(string name)
    {
        var error = Assert.Throws<EmbeddingException>(() => EmbeddingModels.Open(name, "auto", Path.GetTempPath()));
        Assert.Equal(EmbeddingError.UnknownModel, error.Reason);
        Assert.Contains("patina-static-v0", error.Message);
    }

    [Theory]
    [InlineData("onnx")]
    [InlineData("mlx")]
    [InlineData("Static")]
    [InlineData("")]
    public void Open_RuntimeThisBuildLacks_IsRefused(string runtime) =>
        Assert.Equal(EmbeddingError.UnknownRuntime, ReasonFor(EmbeddingModels.Default, runtime));

    [Theory]
    [InlineData("..")]
    [InlineData("../other")]
    [InlineData("./models/../../other")]
    public void Open_RelativeFolderOutsideTheProject_IsRefused(string name) =>
        Assert.Equal(EmbeddingError.OutsideProject, ReasonFor(name));

    [Fact]
    public void Open_FolderInTheProjectAndByAbsolutePath_IsTheSameModel()
    {
        using var tiny = new TinyModel();
        var (parent, name) = (Path.GetDirectoryName(tiny.Folder)!, Path.GetFileName(tiny.Folder));
        using var relative = EmbeddingModels.Open("./" + name, "static", parent);
        using var absolute = EmbeddingModels.Open(tiny.Folder, "auto", Path.GetTempPath());
        using var itself = EmbeddingModels.Open(".", "auto", tiny.Folder);

        Assert.Equal("./" + name, relative.ModelName);
        Assert.Equal(2, relative.Dimension);
        Assert.Equal(relative.Fingerprint, absolute.Fingerprint);
        Assert.Equal(relative.Fingerprint, itself.Fingerprint);
    }

    [Fact]
    public void Open_SiblingThatSharesThePrefix_IsOutsideTheProject()
    {
        using var folder = new TemporaryFolder();
        var project = Path.Combine(folder.Path, "project");
        Directory.CreateDirectory(project);
        Assert.Equal(EmbeddingError.OutsideProject, Assert.Throws<EmbeddingException>(
            () => EmbeddingModels.Open("../project-two", "auto", project)).Reason);
    }
}
