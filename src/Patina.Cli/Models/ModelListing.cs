using Patina.Embeddings;
using Patina.Embeddings.Registry;
using Patina.Hub;
using Patina.Memory;

namespace Patina.Cli.Models;

/// <summary>A model of the registry, and whether it can be used on this machine.</summary>
/// <param name="Refusal">Why no runtime of this program can compute it here; null if one can.</param>
internal sealed record ModelListing(ModelEntry Entry, ModelPresence Presence, string? Refusal)
{
    public static IReadOnlyList<ModelListing> Of(ModelSetup setup, ProjectLayout project) =>
        [.. setup.Registry.Value.All.Select(entry => Of(setup, project, entry))];

    private static ModelListing Of(ModelSetup setup, ProjectLayout project, ModelEntry entry)
    {
        if (EmbeddingModels.Embedded.Contains(entry.Name))
            return new ModelListing(entry, ModelPresence.BuiltIn, null);
        try
        {
            setup.Models.SourceOf(new ModelRequest { Name = entry.Name, ProjectRoot = project.Root });
            return new ModelListing(entry, PresenceOf(setup, entry), null);
        }
        catch (EmbeddingException error) when (error.Reason is EmbeddingError.Unsupported)
        {
            return new ModelListing(entry, PresenceOf(setup, entry), error.Message);
        }
    }

    /// <summary>By names only: nothing is read.</summary>
    private static ModelPresence PresenceOf(ModelSetup setup, ModelEntry entry)
    {
        if (entry.Repository is not { } repository)
            return Directory.Exists(entry.Folder) ? ModelPresence.Folder : ModelPresence.Absent;

        var cache = setup.Cache.Value;
        var commit = cache.CommitOf(repository, entry.Revision ?? Revision.Main);
        IEnumerable<string> files = entry.Files.Count > 0 ? entry.Files.Values : ["config.json"];
        return commit is not null && files.Any(file => cache.Has(repository, commit, file)) ? ModelPresence.Fetched : ModelPresence.Absent;
    }
}
