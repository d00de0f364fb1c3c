namespace Patina.Oxidize.Artifacts;

/// <summary>A manifest file.</summary>
internal sealed record ManifestDocument(int Format, Manifest Set);
