using Patina.Oxidize.Recipes;
using Patina.Sharing.Git;

namespace Patina.Sharing.Recipes;

/// <summary>Where a recipe comes from: a file, or a repository with or without <c>#path</c>.</summary>
public static class RecipeSource
{
    /// <summary>Reads it; of a repository its newest state is fetched, which is forgotten again.</summary>
    /// <param name="text">A file, a folder or an address, the latter two optionally with <c>#path</c>.</param>
    /// <exception cref="RecipeException">It is no shared recipe.</exception>
    /// <exception cref="SharingException">It cannot be fetched, or does not hold that recipe.</exception>
    public static SharedRecipe Load(string text, CancellationToken cancellation)
    {
        if (File.Exists(text))
            return SharedRecipeFile.Load(text);
        var hash = text.LastIndexOf('#');
        var (place, path) = hash < 0 ? (text, null) : (text[..hash], text[(hash + 1)..]);
        if (Directory.Exists(place))
        {
            using var clone = GitFolder.Open(place, cancellation);
            return Read(clone, place, path, cancellation);
        }

        if (!GitAddress.LooksLikeAddress(place) && !text.StartsWith('-'))
            throw new SharingException(SharingError.NoSuchRecipe, $"There is no file '{text}'. Name a recipe's file, or a git repository as https://HOST/PATH#FILE.");
        using var fetched = GitFolder.Fetch(GitAddress.Parse(place), wholeHistory: false, cancellation);
        return Read(fetched, place, path, cancellation);
    }

    private static SharedRecipe Read(GitFolder repository, string place, string? path, CancellationToken cancellation)
    {
        if (path is null)
            return ReadOnly(repository, place, cancellation);
        var file = repository.Files(cancellation).FirstOrDefault(file => file.Path == path)
            ?? throw new SharingException(SharingError.NoSuchRecipe, $"{place} has no file '{path}' in its newest commit.");
        return file.Bytes > SharedRecipeFile.MaxBytes
            ? throw new RecipeException(RecipeError.TooLarge, new RecipePosition(path, 0, 0), $"a shared recipe has at most {SharedRecipeFile.MaxBytes} bytes; this file has {file.Bytes}.")
            : SharedRecipeFile.Parse(repository.Read(file.Blob, SharedRecipeFile.MaxBytes, cancellation), path);
    }

    private static SharedRecipe ReadOnly(GitFolder repository, string place, CancellationToken cancellation)
    {
        var shelf = RecipeShelf.Read(repository, cancellation);
        return shelf.Recipes switch
        {
            [var one] => one.Recipe,
            [] => throw new SharingException(SharingError.NoSuchRecipe, shelf.Refused is [var bad, ..]
                ? $"{place} has no recipe that can be used: {bad.Explanation}"
                : $"{place} has no recipe: no YAML file with patina_recipe: {SharedRecipe.CurrentVersion}."),
            var several => throw new SharingException(SharingError.NoSuchRecipe,
                $"{place} has {several.Count} recipes; name one: {string.Join(", ", several.Take(10).Select(recipe => $"{place}#{recipe.Path}"))}"),
        };
    }
}
