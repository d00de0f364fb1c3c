using Patina.Hub;

namespace Patina.Embeddings.Resolving;

/// <summary>What a recipe's <c>embedding_model</c> names.</summary>
/// <param name="Text">As it is written.</param>
/// <param name="Name">Of the registry; null for the other kinds.</param>
/// <param name="Repository">Of the hub.</param>
/// <param name="Revision">Behind <c>@</c>.</param>
/// <param name="Folder">As it is written.</param>
internal sealed record ModelReference(string Text, string? Name, RepositoryId? Repository, Revision? Revision, string? Folder)
{
    public const string HubPrefix = "hf:";

    /// <exception cref="EmbeddingException"><see cref="EmbeddingError.UnknownModel"/>: it is none of them.</exception>
    public static ModelReference Parse(string text)
    {
        if (IsFolder(text))
            return new ModelReference(text, null, null, null, text);

        var fromHub = text.StartsWith(HubPrefix, StringComparison.Ordinal);
        var (name, revision) = Split(fromHub ? text[HubPrefix.Length..] : text);
        if (fromHub)
            return new ModelReference(text, null, RepositoryId.Parse(name), revision, null);
        return name.Contains('/') || name.Contains('\\')
            ? throw new EmbeddingException(EmbeddingError.UnknownModel,
                $"embedding_model '{text}' is no name of the registry. For a model of the hub write hf:{text}, for a folder ./{text}.")
            : new ModelReference(text, name, null, revision, null);
    }

    private static (string Name, Revision? Revision) Split(string text) =>
        text.IndexOf('@') is >= 0 and var at ? (text[..at], Hub.Revision.Parse(text[(at + 1)..])) : (text, null);

    /// <summary>A bare word is a name; a folder says that it is one.</summary>
    public static bool IsFolder(string text) =>
        Path.IsPathRooted(text) || text is "." or ".." || text.StartsWith("./", StringComparison.Ordinal) || text.StartsWith("../", StringComparison.Ordinal)
        || (Path.DirectorySeparatorChar == '\\' && (text.StartsWith(@".\", StringComparison.Ordinal) || text.StartsWith(@"..\", StringComparison.Ordinal)));
}
