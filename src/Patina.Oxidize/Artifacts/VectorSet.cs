namespace Patina.Oxidize.Artifacts;

/// <summary>A complete set of vectors on disk. Its files never change; a new state is a new set.</summary>
/// <param name="Folder">Absolute.</param>
internal sealed record VectorSet(string Folder, Manifest Manifest)
{
    /// <summary>Whether every file is there and the one that was built.</summary>
    public bool IsWhole => Manifest.Files.All(file => file.Matches(Folder));

    public string PathOf(ArtifactFile file) => Path.Combine(Folder, file.Path);

    /// <exception cref="OxidizeException"><see cref="OxidizeError.DamagedArtifact"/>: the file is not the one that the manifest means.</exception>
    public string CheckedPathOf(ArtifactFile file) => file.Matches(Folder)
        ? PathOf(file)
        : throw new OxidizeException(OxidizeError.DamagedArtifact,
            $"{PathOf(file)} is missing or is not the file that was built. Run: patina oxidize");
}
