using Patina.Oxidize.Recipes;
using Patina.Scry.Lexical;

namespace Patina.Scry.Ranking;

/// <summary>
/// Every number that decides the order of results, in one table. Chosen on the query sets for development, in steps coarse enough
/// that no single query decides.
/// </summary>
internal sealed class RankingWeights
{
    /// <summary>Candidates taken from each list.</summary>
    public const int CandidatesPerSignal = 150;

    /// <summary>Chunks of a file that count for it.</summary>
    public const int CoherentChunks = 10;

    public static readonly IReadOnlyList<WeightRow> Table =
    [
        new(Weight.PathField, "path_field", 3.0, "BM25F: an occurrence in the path", "2: -.0001, 5: -.0003"),
        new(Weight.SymbolField, "symbol_field", 3.0, "BM25F: an occurrence in the qualified name", "2: -.0020, 5: -.0005"),
        new(Weight.HeadField, "head_field", 2.0, "BM25F: an occurrence in signature or first line of comment", "1: -.0021, 3: +.0013 but -.006 on three other repositories"),
        new(Weight.BodyField, "body_field", 1.0, "BM25F: an occurrence in the text", "the unit of the others"),
        new(Weight.Saturation, "saturation", 1.2, "BM25F: occurrences that give half of a term's weight", "0.8: -.0021, 2: -.0029"),
        new(Weight.LengthShare, "length_share", 0.75, "BM25F: how much a long text takes away", "0.5: +.0015, 0.9: -.0051"),
        new(Weight.VectorsForSymbol, "vectors_for_symbol", 0.3, "share of the vectors in questions for a name; the rest is lexical", "static vectors see a name as a bag of parts"),
        new(Weight.VectorsForBehaviour, "vectors_for_behaviour", 0.7, "share of the vectors in questions about code", "0.5: -.0056, 0.6: -.0026, 0.8: -.0030 over 433 questions"),
        new(Weight.VectorsForArchitecture, "vectors_for_architecture", 0.6, "share of the vectors in questions how parts work together", "as for behaviour: no difference found"),
        new(Weight.VectorsForHistory, "vectors_for_history", 0.5, "share of the vectors in questions about the past", "not measured apart"),
        new(Weight.VectorsForChange, "vectors_for_change", 0.5, "share of the vectors in questions for the files of a change", "not measured apart"),
        new(Weight.VectorsOfNotes, "vectors_of_notes", 0.5, "factor of the vectors' share for notes", "notes are narrative, which static vectors see poorly"),
        new(Weight.Projections, "projections", 0.5, "share of the projections in what vectors give", "nothing to see: none is on in these repositories"),
        new(Weight.Definition, "definition", 1.0, "added where a definition bears the name asked for", "0.5: +.0017, 2: -.0012"),
        new(Weight.DefinitionInSentence, "definition_in_sentence", 0.2, "the same, where the name stands in a sentence", "0: -.0091, 0.4: -.0024, 1: -.0039"),
        new(Weight.Quote, "quote", 2.0, "added where the whole question stands word for word", "0: +.0006; for pasted sentences"),
        new(Weight.Adjacent, "adjacent_words", 0.8, "added to notes and documents for the share of the question's neighbouring words that stand as neighbours; code rises as a whole by the best share in code", "0: temporal -.097 MRR (notes and documents -.091), retrieval -.219; 1: +.035; the order among code left to it: -.010 on 381 questions"),
        new(Weight.AdjacentForChange, "adjacent_words_for_change", 0.0, "the same in questions for the files of a change", "0.4: commits -.044 MRR: the subject of a commit is worded anew"),
        new(Weight.Coherence, "coherence", 0.3, "share of a file's second-best chunk that the file gains; half for each further one", "0: -.0165, 0.15: -.0038, 0.45: -.0022"),
        new(Weight.CoherenceForArchitecture, "coherence_for_architecture", 0.3, "the same in questions how parts work together", "not measured apart"),
        new(Weight.CoherenceForSymbol, "coherence_for_symbol", 0.15, "the same in questions for a name", "more chunks of a file that mention a name do not define it: 0.3 over ten chunks costs symbols .004"),
        new(Weight.CoherenceDecay, "coherence_decay", 0.5, "and each further one so much of the one before", "0.6: -.0005, 0.7: -.0015"),
        new(Weight.SizeForArchitecture, "size_for_architecture", 0.2, "added for the logarithm of a file's chunks in questions how parts work together: they mean a central file", "0: -.0057, 0.1: -.0014, 0.3: +.0001 over 433 questions; in other questions it costs .003"),
        new(Weight.VoteForChange, "vote_for_change", 1.0, "added for the files of the commits nearest to the question, where it asks for the files of a change", "questions that are subjects of commits"),
        new(Weight.Vote, "vote", 0.0, "the same in other questions", "history is a prior on files that change often, which is no answer"),
        new(Weight.WholeFileName, "whole_file_name", 0.2, "added for the share of a file's name that stands in the question", "0: -.0112, 0.1: -.0051, 0.4: 0 over 433 questions; with weights chosen on other repositories +.0095. The share of the question that stands in the name gave nothing there and cost the sets of NicabarNimble/patina .02 to .04 MRR"),
        new(Weight.TestFactor, "tests", 0.5, "factor of tests, benchmarks and examples unless asked for", "0.35: 0, 0.7: -.0001: these sets index few tests"),
        new(Weight.CodeForHistory, "code_for_history", 0.8, "factor of code in questions about the past", "chosen on the query sets of NicabarNimble/patina"),
        new(Weight.DocForHistory, "documents_for_history", 0.7, "factor of documents in questions about the past", "as code_for_history"),
        new(Weight.Doc, "documents", 0.75, "factor of documents in other questions", "0.6: +.0010, 0.9: -.0027"),
        new(Weight.NoteForBehaviour, "notes_for_behaviour", 0.9, "factor of notes in questions about code", "as code_for_history"),
        new(Weight.NoteForArchitecture, "notes_for_architecture", 0.8, "factor of notes in questions how parts work together", "0.9: dogfood -.027 MRR, temporal +.030; 0.75: 0, -.002"),
        new(Weight.NoteForChange, "notes_for_change", 0.7, "factor of notes in questions for the files of a change", "as code_for_history"),
        new(Weight.Note, "notes", 0.7, "factor of notes in questions for a name", "as code_for_history"),
        new(Weight.Background, "background", 0.7, "factor of what a note says of sessions before it", "1: dogfood -.025 MRR, temporal +.006; 0.4: as 0.7"),
        new(Weight.Commit, "commits", 0.6, "factor of commits in questions that are not about the past", "as code_for_history"),
    ];

    private readonly double[] _values;

    private RankingWeights(double[] values) => _values = values;

    public static RankingWeights Default { get; } = new([.. Table.OrderBy(row => row.Weight).Select(row => row.Value)]);

    /// <summary>What the recipe makes of the table.</summary>
    /// <exception cref="RecipeException">It sets a weight that there is not.</exception>
    public static RankingWeights Of(Recipe recipe) => recipe.Ranking.Aggregate(Default, (weights, set) => weights.With(Find(set).Weight, set.Value));

    public double this[Weight weight] => _values[(int)weight];

    public FieldWeights Fields => new(
        this[Weight.PathField], this[Weight.SymbolField], this[Weight.HeadField], this[Weight.BodyField], this[Weight.Saturation],
        this[Weight.LengthShare]);

    public RankingWeights With(Weight weight, double value)
    {
        double[] values = [.. _values];
        values[(int)weight] = value;
        return new RankingWeights(values);
    }

    private static WeightRow Find(RankingOverride set) => Table.FirstOrDefault(row => row.Name == set.Name)
        ?? throw new RecipeException(
            RecipeError.UnknownKey, set.Position,
            $"ranking.{set.Name} is no weight of the ranking. There are {string.Join(", ", Table.Select(row => row.Name))}.");
}
