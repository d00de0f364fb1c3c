using Patina.Embeddings;

namespace Patina.Tests.Embeddings;

public sealed class ModelFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Find_FileInSubfolder_GivesItsPath()
    {
        var path = Write("model/onnx/model.onnx");

        Assert.Equal(path, Model().Find("onnx/model.onnx"));
        Assert.Null(Model().Find("onnx/other.onnx"));
    }

    [Theory]
    [InlineData("../secret")]
    [InlineData("onnx/../../secret")]
    [InlineData("/etc/hostname")]
    [InlineData("a\0b")]
    [InlineData(".")]
    [InlineData("../model-2/file")]
    public void Find_NameLeadingOut_IsRefused(string name)
    {
        Write("secret");
        Write("model-2/file");

        Assert.Equal(EmbeddingError.OutsideModel, Assert.Throws<EmbeddingException>(() => Model().Find(name)).Reason);
    }

    [SkippableTheory]
    [InlineData("model/weights", "blobs/abc")]
    [InlineData("model/onnx", "blobs")]
    public void Find_LinkLeadingOut_IsRefusedUnlessTheCacheHoldsIt(string link, string target)
    {
        Skip.If(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        Write("blobs/abc");
        Write("model/config.json");
        var path = Path.Combine(_folder.Path, link);
        File.CreateSymbolicLink(path, Path.Combine(_folder.Path, target));
        var name = link == "model/onnx" ? "onnx/abc" : "weights";

        Assert.Equal(EmbeddingError.OutsideModel, Assert.Throws<EmbeddingException>(() => Model().Find(name)).Reason);
        Assert.NotNull(Model(Path.Combine(_folder.Path, "blobs")).Find(name));
    }

    [Fact]
    public void Require_MissingFile_IsNamed()
    {
        Write("model/config.json");

        var error = Assert.Throws<EmbeddingException>(() => Model().Require("tokenizer.json"));
        Assert.Equal(EmbeddingError.MissingFile, error.Reason);
        Assert.Contains("tokenizer.json", error.Message);
    }

    private ModelFiles Model(string? linkRoot = null) => new(Path.Combine(_folder.Path, "model"), linkRoot);

    private string Write(string name)
    {
        var path = Path.GetFullPath(Path.Combine(_folder.Path, name));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, name);
        return path;
    }
}
