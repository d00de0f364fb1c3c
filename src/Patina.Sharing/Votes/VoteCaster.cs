using Patina.Oxidize.Recipes;
using Patina.Sharing.Git;
using Patina.Sharing.Recipes;

namespace Patina.Sharing.Votes;

/// <summary>Casts a vote: one file in one commit by the user, in a clone of their own.</summary>
public static class VoteCaster
{
    /// <summary>So that git keeps the lines of both sides where one person voted in two clones.</summary>
    internal const string Attributes = "votes/** merge=union";

    private const string AttributesPath = ".gitattributes";
    private const int MaxAttributesBytes = 64 * 1024;

    /// <param name="folder">The clone.</param>
    /// <param name="recipePath">Of the recipe in its newest commit, with <c>/</c>.</param>
    /// <exception cref="SharingException">There is no such clone or recipe, git does not know who votes, or refuses the commit.</exception>
    /// <exception cref="RecipeException">The file is no shared recipe.</exception>
    public static CastVote Cast(string folder, string recipePath, VoteDirection direction, CancellationToken cancellation)
    {
        using var repository = GitFolder.Open(folder, cancellation);
        var files = repository.Files(cancellation);
        var file = files.FirstOrDefault(file => file.Path == recipePath)
            ?? throw new SharingException(SharingError.NoSuchRecipe, $"{folder} has no file '{recipePath}' in its newest commit. Commit the recipe before voting on it.");
        if (file.Bytes > SharedRecipeFile.MaxBytes)
            throw new RecipeException(RecipeError.TooLarge, new RecipePosition(recipePath, 0, 0), $"a shared recipe has at most {SharedRecipeFile.MaxBytes} bytes; this file has {file.Bytes}.");
        var recipe = SharedRecipeFile.Parse(repository.Read(file.Blob, SharedRecipeFile.MaxBytes, cancellation), recipePath);

        var email = EmailOf(repository, cancellation);
        var path = VotePath.Of(recipe.Id, email);
        var changes = new Dictionary<string, string> { [path] = VoteText.Write(direction, email) };
        if (AttributesOf(repository, files, cancellation) is { } attributes)
            changes[AttributesPath] = attributes;
        var commit = GitCommit.Make(repository, changes, $"Vote {VoteText.WordOf(direction)}: {recipe.Name}", cancellation);
        return new CastVote(recipe, direction, email, path, commit);
    }

    private static string EmailOf(GitFolder repository, CancellationToken cancellation)
    {
        if (repository.TryRun(cancellation, out var identity, "var", "GIT_AUTHOR_IDENT") == 0
            && identity.IndexOf('<') is >= 0 and var start && identity.IndexOf('>', start) is > 0 and var end && end > start + 1)
        {
            return VotePath.Plain(identity[(start + 1)..end]);
        }

        throw new SharingException(SharingError.NoVoter, "Git does not know who you are, and a vote is somebody's. Run: git config --global user.email YOU@EXAMPLE.ORG and user.name");
    }

    /// <summary>Null where the line is there.</summary>
    private static string? AttributesOf(GitFolder repository, IReadOnlyList<GitFile> files, CancellationToken cancellation)
    {
        var text = files.FirstOrDefault(file => file.Path == AttributesPath) is { } file
            ? System.Text.Encoding.UTF8.GetString(repository.Read(file.Blob, MaxAttributesBytes, cancellation))
            : "";
        if (text.Split('\n').Any(line => line.Trim() == Attributes))
            return null;
        return text.Length == 0 || text.EndsWith('\n') ? $"{text}{Attributes}\n" : $"{text}\n{Attributes}\n";
    }
}
