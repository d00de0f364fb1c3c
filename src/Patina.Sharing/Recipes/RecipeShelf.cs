using System.Text;
using System.Text.RegularExpressions;
using Patina.Oxidize.Recipes;
using Patina.Sharing.Git;
using Patina.Sharing.Votes;

namespace Patina.Sharing.Recipes;

/// <summary>The recipes in a repository's newest commit. Other files, YAML or not, are passed over.</summary>
internal sealed partial record RecipeShelf(IReadOnlyList<ShelvedRecipe> Recipes, IReadOnlyList<RefusedRecipe> Refused)
{
    private const int MaxFiles = 5_000;

    /// <exception cref="SharingException">There are more files than people share, or no commit.</exception>
    public static RecipeShelf Read(GitFolder repository, CancellationToken cancellation)
    {
        var files = repository.Files(cancellation).Where(file => IsYaml(file.Path)).OrderBy(file => file.Path, StringComparer.Ordinal).ToList();
        if (files.Count > MaxFiles)
            throw new SharingException(SharingError.TooLarge, $"{repository.Root} has {files.Count} YAML files, more than the {MaxFiles} that are read.");

        var recipes = new List<ShelvedRecipe>();
        var refused = new List<RefusedRecipe>();
        foreach (var (file, content) in files.Zip(repository.ReadMany([.. files.Select(file => file.Blob)], SharedRecipeFile.MaxBytes, cancellation)))
        {
            if (content is null || !SaysRecipe().IsMatch(Encoding.UTF8.GetString(content)))
                continue;
            try
            {
                recipes.Add(new ShelvedRecipe(file.Path, SharedRecipeFile.Parse(content, file.Path)));
            }
            catch (RecipeException exception)
            {
                refused.Add(new RefusedRecipe(file.Path, exception.Error, exception.Message));
            }
        }

        return new RecipeShelf(recipes, refused);
    }

    private static bool IsYaml(string path) =>
        (path.EndsWith(".yaml", StringComparison.Ordinal) || path.EndsWith(".yml", StringComparison.Ordinal))
        && !path.StartsWith(VotePath.Folder + "/", StringComparison.Ordinal);

    [GeneratedRegex(@"^patina_recipe[ \t]*:", RegexOptions.Multiline)]
    private static partial Regex SaysRecipe();
}
