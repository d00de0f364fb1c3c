using Patina.Embeddings;
using Patina.Memory.Chunks;
using Patina.Memory.Lexical;
using Patina.Memory.Storage;
using Patina.Memory.Storage.Reading;
using Patina.Oxidize;
using Patina.Scry.Ranking;

namespace Patina.Scry;

/// <summary>
/// Answers questions about one project: lists from full text, vectors and names, fused into places. Owns what it is given.
/// Not thread-safe.
/// </summary>
/// <param name="memory">What was scraped.</param>
/// <param name="engine">The model that made the vectors.</param>
/// <param name="spaces">The raw vectors, and the projections that are switched on.</param>
public sealed class ScrySession(MemoryDatabase memory, IEmbeddingEngine engine, IReadOnlyList<IVectorSpace> spaces) : IDisposable
{
    private const int MaxTop = 1000;
    private const int MaxSpansPerPlace = 5;

    private readonly SymbolSignal _symbols = new(memory.Symbols);

    /// <summary>Finds the places that answer a question.</summary>
    /// <exception cref="ScryException"><see cref="ScryError.BadQuery"/> for an empty question or an impossible count.</exception>
    public ScryResult Search(ScryQuery query)
    {
        if (string.IsNullOrWhiteSpace(query.Text))
            throw new ScryException(ScryError.BadQuery, "The question is empty. Ask in words, or name a symbol or a file.");
        if (query.Top is < 1 or > MaxTop)
            throw new ScryException(ScryError.BadQuery, $"--top is {query.Top}; expected 1 to {MaxTop}.");

        using var snapshot = memory.Snapshot();
        var analysis = QueryAnalysis.Of(query.Text);
        var terms = LexicalAnalyzer.QueryTerms(query.Text);
        var candidates = Fuse(query, analysis, terms);
        var found = candidates
            .Select(candidate => (Chunk: memory.Chunks.Find(candidate.Key), Candidate: candidate))
            .Where(hit => hit.Chunk is not null && !IsExcluded(hit.Chunk, query))
            .Select(hit => (hit.Chunk!, hit.Candidate));
        var hits = PlaceRanking.Of(found, analysis).Take(query.Top).Select((place, index) => ToHit(place, index + 1, terms));
        return new ScryResult([.. hits], analysis.Kind, terms);
    }

    /// <summary>The files that change together with one file, with the commits that show it.</summary>
    /// <param name="path">Relative to the project, or the end of one file's path.</param>
    /// <inheritdoc cref="RelatedFilesReader.Read"/>
    public RelatedFiles RelatedFiles(string path, int top) => RelatedFilesReader.Read(memory, path, top);

    public void Dispose()
    {
        foreach (var space in spaces.OfType<IDisposable>())
            space.Dispose();
        engine.Dispose();
        memory.Dispose();
    }

    private IReadOnlyCollection<Candidate> Fuse(ScryQuery query, QueryAnalysis analysis, IReadOnlyList<string> terms)
    {
        var filter = query.Kind is null && query.Path is null ? null : new ChunkFilter(query.Kind, query.Path);
        var count = RankingWeights.CandidatesPerSignal + (query.ExcludedCommits?.Count ?? 0);
        var lexical = memory.Text.Search(LexicalAnalyzer.ToFtsQuery(terms), RankingWeights.FieldWeights, count, filter);
        var named = _symbols.Find(analysis, filter);

        var allowed = filter is null ? null : memory.Chunks.Keys(filter);
        var vector = new float[engine.Dimension];
        engine.EmbedQuery(query.Text, vector);
        var byVector = spaces.Select(space => (Space: space, Hits: space.Search(vector, count, allowed is null ? null : allowed.Contains))).ToList();

        // Every candidate is scored by every space, also those that only another list found.
        HashSet<ChunkKey> keys = [.. lexical.Select(hit => hit.Key), .. named.Select(hit => hit.Key)];
        keys.UnionWith(byVector.SelectMany(found => found.Hits.Select(hit => hit.Key)));
        ChunkKey[] all = [.. keys];

        var fusion = new Fusion();
        fusion.Add("lexical", [.. lexical.Select(hit => (hit.Key, hit.Score))], 1 - RankingWeights.VectorShare);
        foreach (var (space, _) in byVector)
            fusion.Add(space.Name == "base" ? "vectors" : space.Name, Score(space, vector, all), RankingWeights.VectorShare / spaces.Count);
        fusion.Add("symbol", named, RankingWeights.SymbolBonus);
        return fusion.Candidates;
    }

    private static List<(ChunkKey Key, double Score)> Score(IVectorSpace space, float[] query, ChunkKey[] keys)
    {
        var similarities = new float[keys.Length];
        space.Similarities(query, keys, similarities);
        return [.. keys.Zip(similarities, (key, similarity) => (key, (double)similarity)).OrderByDescending(hit => hit.Item2)];
    }

    private static bool IsExcluded(Chunk chunk, ScryQuery query) =>
        chunk.Kind == ChunkKind.Commit && query.ExcludedCommits?.Contains(chunk.Path) == true;

    private static ScryHit ToHit(RankedPlace place, int rank, IReadOnlyList<string> terms)
    {
        var best = place.Chunks[0];
        return new ScryHit
        {
            Rank = rank,
            Score = place.Score,
            Chunk = best.Chunk,
            Snippet = Snippets.Of(best.Chunk, terms),
            Evidence = [.. best.Candidate.Evidence.OrderByDescending(evidence => evidence.Contribution)],
            Also = [.. place.Chunks.Skip(1).Take(MaxSpansPerPlace)
                .Select(hit => new PlaceSpan(hit.Chunk.StartLine, hit.Chunk.EndLine, hit.Chunk.Title))],
        };
    }
}
