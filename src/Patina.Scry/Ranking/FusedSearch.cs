using Patina.Embeddings;
using Patina.Memory.Chunks;
using Patina.Memory.Storage;
using Patina.Oxidize;
using Patina.Scry.Lexical;

namespace Patina.Scry.Ranking;

/// <summary>
/// Answers a question from all lists: full text, vectors, names, quotes. Every list gives candidates, then every list scores them
/// all, and <see cref="PlaceRanking"/> makes places of the sums. Not thread-safe.
/// </summary>
/// <param name="spaces">The raw vectors, then the projections that take questions.</param>
internal sealed class FusedSearch(
    MemoryDatabase memory, IEmbeddingEngine engine, IReadOnlyList<IVectorSpace> spaces, LexicalIndex index, RankingWeights weights)
{
    private const int MostVotedPlaces = 30;

    private readonly LexicalSearch _lexical = new(index);
    private readonly SymbolSignal _symbols = new(memory.Symbols);
    private readonly ChunkTerms _read = new(memory.Chunks);
    private readonly HistoryVote _history = new(memory.History, index);
    private readonly bool _hasCommits = index.Has(ChunkKind.Commit);

    public FusedAnswer Ask(ScryQuery query, QueryAnalysis analysis, IReadOnlyList<string> words)
    {
        _read.Clear();
        var admission = Admission.Of(query, index);
        var count = RankingWeights.CandidatesPerSignal + (query.Excluded?.Count ?? 0);
        var terms = _lexical.Weigh(words);
        var vector = new float[engine.Dimension];
        engine.EmbedQuery(query.Text, vector);
        var named = _symbols.Find(analysis);

        var candidates = new CandidateList(index, admission);
        foreach (var (chunk, _) in _lexical.Search(terms, count, admission.IsOpen ? null : admission.Admits))
            candidates.Add(chunk);
        foreach (var space in spaces)
        {
            foreach (var (key, _) in space.Search(vector, count, admission.Narrows ? key => candidates.IsAdmitted(key) : null))
                candidates.Add(key);
        }

        foreach (var key in named.Keys)
            candidates.Add(key);
        var votes = VotesOf(query, analysis, terms, vector);
        foreach (var place in votes.OrderByDescending(vote => vote.Value).Take(MostVotedPlaces).Select(vote => index.FirstOf(vote.Key)))
            if (admission.Admits(place))
                candidates.Add(place);

        var parts = new TermParts(_lexical, terms, candidates.Chunks);
        List<Signal> signals =
        [
            LexicalOf(parts, candidates, analysis),
            .. spaces.Select(space => VectorsOf(space, vector, candidates, analysis)),
            SymbolsOf(named, candidates, analysis),
            QuotesOf(query.Text, parts, candidates),
        ];
        var (adjacent, codeFactor) = AdjacentOf(query.Text, analysis, parts, signals, candidates);
        signals.Add(adjacent);
        return new FusedAnswer(signals, new PlaceRanking(index, weights, analysis, terms, votes, codeFactor).Of(candidates, signals), parts);
    }

    /// <summary>Votes of commits, which themselves need not be asked for.</summary>
    private Dictionary<int, double> VotesOf(ScryQuery query, QueryAnalysis analysis, QueryTerm[] terms, float[] vector)
    {
        if (!_hasCommits || weights[analysis.Kind == QueryKind.Change ? Weight.VoteForChange : Weight.Vote] == 0)
            return [];
        var found = _lexical.Search(
            terms, 2 * HistoryVote.Voters, chunk => index.KindOf(chunk) == ChunkKind.Commit && query.Excluded?.Contains(index.PathOf(index.PlaceOf(chunk))) != true);
        if (found.Count == 0)
            return [];
        var similarities = new float[found.Count];
        spaces[0].Similarities(vector, [.. found.Select(hit => index.KeyOf(hit.Chunk))], similarities);
        var (words, nearest) = (found[0].Score, Math.Max(similarities.Max(), float.Epsilon));
        return _history.Count(found.Select((hit, i) => (hit.Chunk, (0.5 * hit.Score / words) + (0.5 * similarities[i] / nearest))));
    }

    private Signal LexicalOf(TermParts parts, CandidateList candidates, QueryAnalysis analysis) =>
        new("lexical", parts.Sums, candidates.Map(chunk => 1 - VectorShare(analysis, chunk)));

    /// <summary>
    /// The raw vectors have half of the vectors' share and the projections the rest, so that no number of them outweighs the model.
    /// </summary>
    private Signal VectorsOf(IVectorSpace space, float[] vector, CandidateList candidates, QueryAnalysis analysis)
    {
        var isBase = ReferenceEquals(space, spaces[0]);
        var projections = spaces.Count - 1;
        var share = projections == 0 ? 1 : isBase ? 1 - weights[Weight.Projections] : weights[Weight.Projections] / projections;
        var similarities = new float[candidates.Chunks.Count];
        space.Similarities(vector, candidates.Keys, similarities);
        return new Signal(isBase ? "vectors" : space.Name, similarities, candidates.Map(chunk => VectorShare(analysis, chunk) * share));
    }

    private double VectorShare(QueryAnalysis analysis, int chunk)
    {
        var share = weights[analysis.Kind switch
        {
            QueryKind.Symbol => Weight.VectorsForSymbol,
            QueryKind.History => Weight.VectorsForHistory,
            QueryKind.Change => Weight.VectorsForChange,
            QueryKind.Architecture => Weight.VectorsForArchitecture,
            _ => Weight.VectorsForBehaviour,
        }];
        return index.KindOf(chunk) == ChunkKind.Note ? share * weights[Weight.VectorsOfNotes] : share;
    }

    private Signal SymbolsOf(IReadOnlyDictionary<ChunkKey, double> named, CandidateList candidates, QueryAnalysis analysis)
    {
        var scores = new float[candidates.Chunks.Count];
        foreach (var (key, score) in named)
            if (candidates.RowOf(key) is >= 0 and var row)
                scores[row] = (float)score;
        return new Signal("symbol", scores, candidates.Map(_ => weights[analysis.Kind == QueryKind.Symbol ? Weight.Definition : Weight.DefinitionInSentence]));
    }

    /// <summary>A share is worth what it is, not what it is beside the best: most questions stand nowhere in a row.</summary>
    /// <returns>The signal of notes, documents and commits, and the factor of all code.</returns>
    private (Signal Signal, double CodeFactor) AdjacentOf(string question, QueryAnalysis analysis, TermParts parts, List<Signal> signals, CandidateList candidates)
    {
        var weight = weights[analysis.Kind == QueryKind.Change ? Weight.AdjacentForChange : Weight.Adjacent];
        var (scores, ofCode) = weight > 0
            ? new AdjacentSignal(_read).Score(new AdjacentWords(question, parts.Terms), parts, signals, candidates.Keys, row => index.KindOf(candidates.Chunks[row]) == ChunkKind.Code)
            : (new float[candidates.Chunks.Count], 0);
        var best = scores.DefaultIfEmpty().Max();
        return (new Signal("adjacent", scores, candidates.Map(_ => weight * best)), 1 + (weight * ofCode));
    }

    private Signal QuotesOf(string question, TermParts parts, CandidateList candidates)
    {
        var weight = weights[Weight.Quote] * QuoteSignal.Weight(question);
        var scores = new float[candidates.Chunks.Count];
        if (weight > 0)
            new QuoteSignal(_read).Score(question, parts.RowsWithAllTerms(), candidates.Keys, scores);
        return new Signal("quote", scores, candidates.Map(_ => weight));
    }
}
