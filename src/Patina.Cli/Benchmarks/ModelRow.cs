using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Patina.Embeddings;
using Patina.Oxidize.Recipes;

namespace Patina.Cli.Benchmarks;

/// <summary>A model, what computes it, and which of its weights: a row of the table.</summary>
/// <param name="Recipe">Names exactly that.</param>
/// <param name="Model">As it is on this machine.</param>
internal sealed record ModelRow(Recipe Recipe, ResolvedModel Model)
{
    /// <summary>What the recipe calls it.</summary>
    public string Name => Model.Options.ModelName;

    public string Runtime => Model.Runtime.Name;

    /// <summary>The word for it; null for a table, which has one only.</summary>
    public string? Precision => Model.Options.Precision is { } precision ? Precisions.WordOf(precision) : null;

    /// <summary>For people: <c>e5-base-v2 onnx int8</c>.</summary>
    public string Title => Precision is null ? $"{Name} {Runtime}" : $"{Name} {Runtime} {Precision}";

    /// <summary>Bytes of settings and weights; of a graph that is made of them too, once it is made.</summary>
    public long DiskBytes => Files().Sum(LengthOf);

    /// <summary>
    /// Digest of the model's files and of how it is asked to compute, without opening it: the SHA-256 of files where they were verified, else
    /// their sizes and times. Two results with the same one are of the same model on this machine.
    /// </summary>
    public string Stamp()
    {
        var options = Model.Options;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture,
            $"{Name}\n{Runtime}\n{Precision}\n{options.Dimensions}\n{options.Pooling}\n{options.ExtractionLayer}\n{options.QueryPrompt}\n{options.PassagePrompt}\n");
        text.Append(CultureInfo.InvariantCulture, $"{options.MaxLength}\n{options.Provider}\n{options.Threads}\n{options.Optimization}\n{options.OptimizedModels is not null}\n{Model.Questions?.Runtime.Name}\n");
        foreach (var path in Files().Where(path => IsWithin(path, Model.Files.Folder)))
        {
            var name = Path.GetRelativePath(Model.Files.Folder, path).Replace('\\', '/');
            var stamp = options.Digests.TryGetValue(name, out var digest) ? digest
                : string.Create(CultureInfo.InvariantCulture, $"{LengthOf(path)} {File.GetLastWriteTimeUtc(path).Ticks}");
            text.Append(CultureInfo.InvariantCulture, $"{name} {stamp}\n");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private IEnumerable<string> Files() =>
        Model.Files.Settings().Select(Model.Files.Require).Concat(Model.Runtime.WeightFiles(Model.Files, Model.Options)).Distinct(StringComparer.Ordinal);

    private static bool IsWithin(string path, string folder) => path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>Of the file that a link leads to.</summary>
    private static long LengthOf(string path) => (File.ResolveLinkTarget(path, returnFinalTarget: true) as FileInfo ?? new FileInfo(path)).Length;
}
