using Patina.Hub;

namespace Patina.Embeddings.Registry;

/// <summary>Addresses of files on the hub, as people copy them from its pages.</summary>
internal static class HubAddress
{
    private const string Host = "https://huggingface.co/";

    /// <summary>Null for any other address.</summary>
    public static (RepositoryId Repository, Revision Revision, string Path)? Parse(string address)
    {
        if (!address.StartsWith(Host, StringComparison.Ordinal) || address[Host.Length..].Split('/') is not [var owner, var name, "resolve", var state, .. var rest])
            return null;
        var path = string.Join('/', rest);
        return RepositoryId.TryParse($"{owner}/{name}", out var repository) && RepositoryPath.IsSafe(path) && state.All(char.IsAsciiLetterOrDigit) && state.Length > 0
            ? (repository, Revision.Parse(state), path)
            : null;
    }
}
