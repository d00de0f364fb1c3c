using Patina.Memory;
using Patina.Oxidize.Recipes;

namespace Patina.Oxidize.Artifacts;

/// <summary>The models that there are complete vectors of.</summary>
internal static class MadeModels
{
    /// <summary>The model that a recipe asks for, as its last vectors were made with; null if there are none.</summary>
    public static ModelRecord? Find(ProjectLayout layout, Recipe recipe)
    {
        var root = new DirectoryInfo(layout.EmbeddingsFolder(""));
        return !root.Exists
            ? null
            : root.EnumerateDirectories()
                .Select(folder => new SetStore(folder.FullName).Current())
                .Where(set => set?.Manifest.Model?.IsThatOf(recipe) == true)
                .MaxBy(set => Directory.GetLastWriteTimeUtc(set!.Folder))?.Manifest.Model;
    }
}
