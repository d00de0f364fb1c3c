using Patina.Memory;
using Patina.Sharing.Git;

namespace Patina.Sharing.Recipes;

/// <summary>Who a recipe is by.</summary>
public static class RecipeAuthor
{
    private const int MaxLength = 128;

    /// <summary>The user's name as git has it, without the address; null where git does not know.</summary>
    public static string? Find(ProjectLayout layout, CancellationToken cancellation)
    {
        try
        {
            using var repository = GitFolder.Open(layout.Root, cancellation);
            return repository.TryRun(cancellation, out var name, "config", "--get", "user.name") == 0
                && name.Trim() is { Length: > 0 and <= MaxLength } author && !author.Any(char.IsControl)
                ? author
                : null;
        }
        catch (SharingException)
        {
            return null;
        }
    }
}
