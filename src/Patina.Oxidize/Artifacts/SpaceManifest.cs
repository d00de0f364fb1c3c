namespace Patina.Oxidize.Artifacts;

/// <summary>One vector space of a set.</summary>
internal sealed record SpaceManifest
{
    public const string BaseName = "base";

    /// <summary><c>base</c>, or the projection's name.</summary>
    public required string Name { get; init; }

    /// <summary>Whether the space is searched; a projection that does not find more than the raw vectors is kept but not used.</summary>
    public required bool Active { get; init; }

    /// <summary>Null for a projection that is not used.</summary>
    public IndexRecord? Index { get; init; }

    /// <summary>What the index holds, by key and content; null for the raw vectors, which hold all chunks, and without an index.</summary>
    public ArtifactFile? Units { get; init; }

    /// <summary>For a space of files: the chunk that stands for each.</summary>
    public ArtifactFile? Places { get; init; }

    /// <summary>For a space of files that ask with what they changed with before: that. Null otherwise.</summary>
    public ArtifactFile? Partners { get; init; }

    /// <summary>The projection's weights; null for the raw vectors.</summary>
    public ArtifactFile? Weights { get; init; }

    /// <summary>What it was trained on, pair by pair; null where the recipe does not ask for it.</summary>
    public ArtifactFile? Trace { get; init; }

    /// <summary>
    /// The chunks there were when it was trained, of the kinds with which its relations come and go, to tell how much has
    /// changed since; null for the raw vectors.
    /// </summary>
    public ArtifactFile? TrainedOn { get; init; }

    /// <summary>Of the projection's part of the recipe; null for the raw vectors.</summary>
    public string? RecipeHash { get; init; }

    /// <summary>What the projection was trained on and how it did; null for the raw vectors.</summary>
    public ProjectionRecord? Training { get; init; }

    public IEnumerable<ArtifactFile> Files => [.. Index?.Files ?? [], .. new[] { Units, Places, Partners, Weights, Trace, TrainedOn }.OfType<ArtifactFile>()];
}
