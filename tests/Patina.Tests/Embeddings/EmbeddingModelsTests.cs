using Patina.Embeddings;

namespace Patina.Tests.Embeddings;

public sealed class EmbeddingModelsTests
{
    private static EmbeddingError ReasonFor(string name, string runtime = "auto") =>
        Assert.Throws<EmbeddingException>(() => TestModels.Open(name, runtime, Path.GetTempPath()).Dispose()).Reason;

    [Theory]
    [InlineData("no-such-model")]
    [InlineData("minishlab/potion-base-8M")]
    [InlineData("patina-static-v0/")]
    [InlineData("models/../../secret")]
    [InlineData("")]
    public void Open_NameThatNobodyKnows_IsRefused(string name) => Assert.Equal(EmbeddingError.UnknownModel, ReasonFor(name));

    [Fact]
    public void Open_ModelThatWasNotFetched_SaysWhatToRun()
    {
        var error = Assert.Throws<EmbeddingException>(() => TestModels.Open("hf:minishlab/potion-base-8M", "auto", Path.GetTempPath()));
        Assert.Equal(EmbeddingError.NotFetched, error.Reason);
        Assert.Contains("patina model pull hf:minishlab/potion-base-8M", error.Message);
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
        using var relative = TestModels.Open("./" + name, "static", parent);
        using var absolute = TestModels.Open(tiny.Folder, "auto", Path.GetTempPath());
        using var itself = TestModels.Open(".", "auto", tiny.Folder);

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
            () => TestModels.Open("../project-two", "auto", project)).Reason);
    }
}
