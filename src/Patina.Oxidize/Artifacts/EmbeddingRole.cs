namespace Patina.Oxidize.Artifacts;

/// <summary>As what a text was embedded: a model may prompt the two differently. The values are stored in caches.</summary>
internal enum EmbeddingRole : byte
{
    Passage = 0,
    Query = 1,
}
