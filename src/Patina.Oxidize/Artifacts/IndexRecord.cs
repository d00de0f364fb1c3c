namespace Patina.Oxidize.Artifacts;

/// <summary>The indexes of a space.</summary>
/// <param name="Fast">The smaller one of the leading numbers; null where there is none.</param>
internal sealed record IndexRecord(ArtifactFile Full, IndexFormat Format, ArtifactFile? Fast = null, IndexRecall? Recall = null)
{
    public IEnumerable<ArtifactFile> Files => new[] { Full, Fast }.OfType<ArtifactFile>();
}
