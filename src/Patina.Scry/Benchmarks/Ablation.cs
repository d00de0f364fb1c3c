using Patina.Scry.Ranking;

namespace Patina.Scry.Benchmarks;

/// <summary>A part of the ranking that can be left out, to see what it is worth.</summary>
/// <param name="Off">The weights that leave it out, each with the value that does.</param>
internal sealed record Ablation(string Name, params IReadOnlyList<(Weight Weight, double Value)> Off)
{
    public static readonly IReadOnlyList<Ablation> All =
    [
        new("vectors",
            (Weight.VectorsForSymbol, 0), (Weight.VectorsForBehaviour, 0), (Weight.VectorsForArchitecture, 0), (Weight.VectorsForHistory, 0),
            (Weight.VectorsForChange, 0)),
        new("words",
            (Weight.VectorsForSymbol, 1), (Weight.VectorsForBehaviour, 1), (Weight.VectorsForArchitecture, 1), (Weight.VectorsForHistory, 1),
            (Weight.VectorsForChange, 1)),
        new("definitions", (Weight.Definition, 0), (Weight.DefinitionInSentence, 0)),
        new("quotes", (Weight.Quote, 0)),
        new("adjacent words", (Weight.Adjacent, 0)),
        new("other chunks of the file", (Weight.Coherence, 0), (Weight.CoherenceForArchitecture, 0), (Weight.CoherenceForSymbol, 0)),
        new("file names", (Weight.WholeFileName, 0)),
        new("size of files", (Weight.SizeForArchitecture, 0)),
        new("tests held back", (Weight.TestFactor, 1)),
        new("kinds of chunks",
            (Weight.Doc, 1), (Weight.DocForHistory, 1), (Weight.CodeForHistory, 1), (Weight.Note, 1), (Weight.NoteForBehaviour, 1),
            (Weight.NoteForArchitecture, 1), (Weight.NoteForChange, 1), (Weight.Background, 1), (Weight.Commit, 1)),
        new("votes of commits", (Weight.VoteForChange, 0), (Weight.Vote, 0)),
    ];

    public RankingWeights Apply(RankingWeights weights) => Off.Aggregate(weights, (changed, off) => changed.With(off.Weight, off.Value));
}
