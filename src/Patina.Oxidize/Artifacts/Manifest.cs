namespace Patina.Oxidize.Artifacts;

/// <summary>What one complete set of vectors was made from, and which files it consists of.</summary>
internal sealed record Manifest
{
    /// <summary>Changes with the meaning of any file of a set; sets of other formats are rebuilt.</summary>
    public const int CurrentFormat = 3;

    public const string FileName = "manifest.json";

    public required string ModelName { get; init; }

    public required string ModelFingerprint { get; init; }

    /// <summary>How to open the model again; null where that is not known.</summary>
    public ModelRecord? Model { get; init; }

    /// <summary>Of the model's vectors.</summary>
    public required int Dimension { get; init; }

    public required string RecipeHash { get; init; }

    /// <summary>Which events the chunks came from.</summary>
    public required string EventsHash { get; init; }

    /// <summary>The list of chunks, by key and content.</summary>
    public required ArtifactFile Chunks { get; init; }

    /// <summary><c>base</c> first.</summary>
    public required IReadOnlyList<SpaceManifest> Spaces { get; init; }

    /// <summary>All files of the set beside the manifest.</summary>
    public IEnumerable<ArtifactFile> Files => Spaces.SelectMany(space => space.Files).Prepend(Chunks);

    public SpaceManifest? Space(string name) => Spaces.FirstOrDefault(space => space.Name == name);
}
