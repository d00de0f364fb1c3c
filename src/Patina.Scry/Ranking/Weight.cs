namespace Patina.Scry.Ranking;

/// <summary>The numbers of <see cref="RankingWeights"/>.</summary>
internal enum Weight
{
    PathField,
    SymbolField,
    HeadField,
    BodyField,
    Saturation,
    LengthShare,
    VectorsForSymbol,
    VectorsForBehaviour,
    VectorsForHistory,
    VectorsOfNotes,
    Projections,
    Definition,
    DefinitionInSentence,
    Quote,
    Coherence,
    CoherenceDecay,
    VectorFloor,
    Size,
    Coverage,
    FileName,
    TestFactor,
    CodeForHistory,
    DocForHistory,
    Doc,
    NoteForBehaviour,
    Note,
    Commit,
}
