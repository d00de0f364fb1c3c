using System.Xml.Linq;

namespace Patina.Tests;

public sealed class ArchitectureTests
{
    /// <summary>Each project and what it may reference. Arrows point down only; only Cli names a concrete runtime.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Patina.Numerics"] = [],
        ["Patina.Safetensors"] = [],
        ["Patina.Tokenizers"] = [],
        ["Patina.Hub"] = [],
        ["Patina.Toml"] = [],
        ["Patina.USearch"] = [],
        ["Patina.Memory"] = [],
        ["Patina.Models"] = ["Patina.Safetensors"],
        ["Patina.Embeddings"] = ["Patina.Tokenizers", "Patina.Safetensors", "Patina.Numerics", "Patina.Toml", "Patina.Hub"],
        ["Patina.Embeddings.Mlx"] = ["Patina.Embeddings", "Patina.Models"],
        ["Patina.Embeddings.Onnx"] = ["Patina.Embeddings", "Patina.Models"],
        ["Patina.Embeddings.Reference"] = ["Patina.Embeddings", "Patina.Models"],
        ["Patina.Pretrain"] = ["Patina.Embeddings", "Patina.Memory", "Patina.Numerics", "Patina.Safetensors", "Patina.Tokenizers"],
        ["Patina.Oxidize"] = ["Patina.Embeddings", "Patina.Hub", "Patina.Toml", "Patina.USearch", "Patina.Memory", "Patina.Numerics"],
        ["Patina.Scry"] = ["Patina.Oxidize", "Patina.Embeddings", "Patina.Safetensors", "Patina.USearch", "Patina.Memory"],
        ["Patina.Eval"] = ["Patina.Scry", "Patina.Oxidize", "Patina.Embeddings", "Patina.Memory"],
        ["Patina.Sharing"] = ["Patina.Oxidize", "Patina.Embeddings", "Patina.Hub", "Patina.Memory"],
        ["Patina.Report"] = ["Patina.Oxidize", "Patina.Memory", "Patina.Numerics"],
        ["Patina.Cli"] = ["Patina.Report", "Patina.Sharing", "Patina.Eval", "Patina.Scry", "Patina.Pretrain", "Patina.Embeddings", "Patina.Embeddings.Mlx", "Patina.Embeddings.Onnx", "Patina.Embeddings.Reference", "Patina.Hub"],
    };

    [Fact]
    public void ProjectReferences_PointDownOnly()
    {
        var found = Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .ToDictionary(
                file => Path.GetFileNameWithoutExtension(file),
                file => XDocument.Load(file).Descendants("ProjectReference")
                    .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')))
                    .ToArray());

        Assert.Equal(Allowed.Keys.Order(), found.Keys.Order());
        foreach (var (project, references) in found)
            Assert.Empty(references.Except(Allowed[project]).Select(reference => $"{project} -> {reference}"));
    }
}
