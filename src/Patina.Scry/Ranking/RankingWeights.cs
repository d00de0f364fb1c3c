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
        new(Weight.PathField, "path_field", 3.0, "BM25F: an occurrence in the path"),
        new(Weight.SymbolField, "symbol_field", 3.0, "BM25F: an occurrence in the qualified name"),
        new(Weight.HeadField, "head_field", 2.0, "BM25F: an occurrence in signature or first line of comment"),
        new(Weight.BodyField, "body_field", 1.0, "BM25F: an occurrence in the text"),
        new(Weight.Saturation, "saturation", 1.2, "BM25F: occurrences that give half of a term's weight"),
        new(Weight.LengthShare, "length_share", 0.75, "BM25F: how much a long text takes away"),
        new(Weight.VectorsForSymbol, "vectors_for_symbol", 0.3, "share of the vectors in questions for a name; the rest is lexical"),
        new(Weight.VectorsForBehaviour, "vectors_for_behaviour", 0.6, "share of the vectors in questions about code"),
        new(Weight.VectorsForHistory, "vectors_for_history", 0.5, "share of the vectors in questions about the past"),
        new(Weight.VectorsOfNotes, "vectors_of_notes", 0.5, "factor of the vectors' share for notes"),
        new(Weight.Projections, "projections", 0.5, "share of the projections in what vectors give"),
        new(Weight.Definition, "definition", 1.0, "added where a definition bears the name asked for"),
        new(Weight.DefinitionInSentence, "definition_in_sentence", 0.2, "the same, where the name stands in a sentence"),
        new(Weight.Quote, "quote", 2.0, "added where the whole question stands word for word"),
        new(Weight.Coherence, "coherence", 0.3, "share of a file's second-best chunk that the file gains; half for each further one"),
        new(Weight.CoherenceDecay, "coherence_decay", 0.5, "and each further one so much of the one before"),
        new(Weight.VectorFloor, "vector_floor", 0.0, "share of the median similarity that counts as nothing"),
        new(Weight.Size, "size", 0.0, "prior for files of many chunks"),
        new(Weight.Coverage, "coverage", 0.0, "added where all chunks of a file together have the terms"),
        new(Weight.FileName, "file_name", 0.0, "added where the terms are the file's name"),
        new(Weight.TestFactor, "tests", 0.5, "factor of tests, benchmarks and examples unless asked for"),
        new(Weight.CodeForHistory, "code_for_history", 0.8, "factor of code in questions about the past"),
        new(Weight.DocForHistory, "documents_for_history", 0.7, "factor of documents in questions about the past"),
        new(Weight.Doc, "documents", 0.75, "factor of documents in other questions"),
        new(Weight.NoteForBehaviour, "notes_for_behaviour", 0.9, "factor of notes in questions about code"),
        new(Weight.Note, "notes", 0.7, "factor of notes in questions for a name"),
        new(Weight.Commit, "commits", 0.6, "factor of commits in questions that are not about the past"),
    ];

    private readonly double[] _values;

    private RankingWeights(double[] values) => _values = values;

    public static RankingWeights Default { get; } = new([.. Table.Select(row => row.Value)]);

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
