using Patina.Embeddings;
using Patina.Memory;
using Patina.Memory.Chunks;
using Patina.Memory.Lexical;
using Patina.Memory.Storage;
using Patina.Memory.Storage.Reading;
using Patina.Oxidize;
using Patina.Oxidize.Recipes;
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
    private const string BaseSpace = "base";
    private const int MaxTop = 1000;
    private const int MaxSpansPerPlace = 5;

    /// <summary>Those that questions in words are searched in.</summary>
    private readonly IReadOnlyList<IVectorSpace> _textSpaces = [.. spaces.Where(space => space.TakesText)];
    private readonly Dimensions _dimensions = new(memory, spaces, engine.Dimension);
    private readonly SymbolSignal _symbols = new(memory.Symbols);
    private readonly QuoteSignal _quotes = new(memory.Text);

    /// <summary>What the user must know about the vectors that answer; else null.</summary>
    public string? Notice { get; private init; }

    /// <summary>Opens a project with the model of its recipe and the vectors that belong to both.</summary>
    /// <exception cref="MemoryException">Nothing was scraped yet.</exception>
    /// <exception cref="OxidizeException">There are no vectors yet, or they are outdated; the message says what to run.</exception>
    public static ScrySession Open(ProjectLayout layout, EmbeddingModels models)
    {
        var recipe = RecipeFile.Load(layout);
        var memory = MemoryDatabase.Open(layout);
        try
        {
            var vectors = AnsweringVectors.Open(layout, recipe, memory, models);
            return new ScrySession(memory, vectors.Engine, vectors.Spaces) { Notice = vectors.Notice };
        }
        catch
        {
            memory.Dispose();
            throw;
        }
    }

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
        var places = query.Dimension is null
            ? PlaceRanking.Of(Fuse(query, analysis, terms), analysis)
            : PlaceRanking.ByBestChunk(Found(Nearest(query)).Where(hit => query.Excluded?.Contains(hit.Chunk.Path) != true));
        List<ScryHit> hits = [.. places.Take(query.Top).Select((place, index) => ToHit(place, index + 1, terms))];
        return new ScryResult(hits, analysis.Kind, terms)
        {
            Notice = query.Dimension is { } dimension ? _dimensions.NoticeOf(dimension) : null,
            IsMemoryEmpty = hits.Count == 0 && memory.Count().Chunks.Values.Sum() == 0,
        };
    }

    /// <summary>Which training pairs of a projection moved one of the places that answer a question.</summary>
    /// <param name="hit">Its rank, from 1.</param>
    /// <param name="dimension">A projection that questions in words are searched in; null for the first that is on.</param>
    /// <param name="count">Pairs at most.</param>
    /// <exception cref="ScryException">There is no such place or projection.</exception>
    /// <exception cref="OxidizeException"><see cref="OxidizeError.NotTraceable"/>.</exception>
    public ScryTrace Trace(ScryQuery query, int hit, string? dimension, int count)
    {
        if (hit is < 1 or > MaxTop)
            throw new ScryException(ScryError.BadQuery, $"--hit is {hit}; expected 1 to {MaxTop}.");
        var space = _textSpaces.FirstOrDefault(space => dimension is null ? space.Name != BaseSpace : space.Name == dimension)
            ?? throw new ScryException(
                ScryError.BadQuery, $"{(dimension is null ? "No projection that takes questions in words is on" : $"{dimension} is not on, or takes no questions in words")}, so it moved no answer.");
        var hits = Search(query with { Top = hit }).Hits;
        if (hits.Count < hit)
            throw new ScryException(ScryError.BadQuery, $"--hit {hit}: the question has only {hits.Count} answers.");

        var (question, answer) = (new float[engine.Dimension], new float[engine.Dimension]);
        engine.EmbedQuery(query.Text, question);
        spaces[0].TryRead(hits[hit - 1].Chunk.Key, answer);
        return new ScryTrace(hits[hit - 1], space.Name, [.. space.Trace(question, answer, count).Select(pair => (pair, memory.Chunks.Find(pair.Answer)))]);
    }

    /// <summary>The places that one projection relates to a file, best first.</summary>
    /// <param name="path">Relative to the project, or the end of one file's path.</param>
    /// <exception cref="ScryException">No such file or projection.</exception>
    public ScryResult Related(string path, string dimension, int top)
    {
        using var snapshot = memory.Snapshot();
        var notice = _dimensions.NoticeOf(dimension);
        var file = RelatedFilesReader.Resolve(memory, path);
        var found = Found(_dimensions.NearestToFile(dimension, file, top * MaxSpansPerPlace));
        var hits = PlaceRanking.ByBestChunk(found).Take(top).Select((place, index) => ToHit(place, index + 1, []));
        return new ScryResult([.. hits], QueryKind.Behaviour, []) { Notice = notice };
    }

    /// <summary>
    /// The files that change together with one file, with the commits that show it; where <c>temporal</c> is on, ranked by it as
    /// well, and with files that it expects to.
    /// </summary>
    /// <param name="path">Relative to the project, or the end of one file's path.</param>
    /// <inheritdoc cref="RelatedFilesReader.Read"/>
    public RelatedFiles RelatedFiles(string path, int top) => RelatedFilesReader.Read(memory, path, top, _dimensions);

    /// <summary>The files in which at least so many of the given texts stand word for word.</summary>
    public IReadOnlySet<string> PathsQuoting(IReadOnlyCollection<string> texts, int atLeast)
    {
        var quoted = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var chunk in memory.Chunks.All())
        {
            foreach (var text in texts.Where(text => chunk.Text.Contains(text, StringComparison.OrdinalIgnoreCase)))
            {
                if (!quoted.TryGetValue(chunk.Path, out var found))
                    quoted.Add(chunk.Path, found = []);
                found.Add(text);
            }
        }

        return quoted.Where(file => file.Value.Count >= atLeast).Select(file => file.Key).ToHashSet(StringComparer.Ordinal);
    }

    public void Dispose()
    {
        foreach (var space in spaces)
            space.Dispose();
        engine.Dispose();
        memory.Dispose();
    }

    private IReadOnlyList<Candidate> Nearest(ScryQuery query)
    {
        _dimensions.NoticeOf(query.Dimension!);
        var vector = new float[engine.Dimension];
        engine.EmbedQuery(query.Text, vector);
        var allowed = query.Kind is null && query.Path is null ? null : memory.Chunks.Keys(new ChunkFilter(query.Kind, query.Path));
        var count = (query.Top * MaxSpansPerPlace) + (query.Excluded?.Count ?? 0);
        return _dimensions.Nearest(query.Dimension!, vector, count, allowed is null ? null : allowed.Contains);
    }

    private IEnumerable<(Chunk Chunk, Candidate Candidate)> Found(IEnumerable<Candidate> candidates) =>
        candidates.Select(candidate => (Chunk: memory.Chunks.Find(candidate.Key), candidate))
            .Where(hit => hit.Chunk is not null).Select(hit => (hit.Chunk!, hit.candidate));

    private IEnumerable<(Chunk Chunk, Candidate Candidate)> Fuse(ScryQuery query, QueryAnalysis analysis, IReadOnlyList<string> terms)
    {
        var filter = query.Kind is null && query.Path is null ? null : new ChunkFilter(query.Kind, query.Path);
        var count = RankingWeights.CandidatesPerSignal + (query.Excluded?.Count ?? 0);
        var lexical = memory.Text.Search(LexicalAnalyzer.ToFtsQuery(terms), RankingWeights.FieldWeights, count, filter);
        var named = _symbols.Find(analysis, filter);
        var quoting = _quotes.Find(query.Text, filter);
        var vector = new float[engine.Dimension];
        engine.EmbedQuery(query.Text, vector);

        HashSet<ChunkKey> keys = [.. lexical.Select(hit => hit.Key), .. named.Select(hit => hit.Key), .. quoting.Select(hit => hit.Key)];
        var allowed = filter is null ? null : memory.Chunks.Keys(filter);
        foreach (var space in _textSpaces)
            keys.UnionWith(space.Search(vector, count, allowed is null ? null : allowed.Contains).Select(hit => hit.Key));
        var chunks = memory.Chunks.Find([.. keys]).Where(chunk => query.Excluded?.Contains(chunk.Path) != true).ToDictionary(chunk => chunk.Key);
        ChunkKey[] candidates = [.. chunks.Keys];

        double VectorShare(ChunkKey key) => RankingWeights.VectorShare(analysis.Kind) * RankingWeights.VectorFactor(chunks[key].Kind);
        var fusion = new Fusion();
        fusion.Add("lexical", [.. lexical.Select(hit => (hit.Key, hit.Score)).Where(hit => chunks.ContainsKey(hit.Key))], key => 1 - VectorShare(key));
        foreach (var space in _textSpaces)
            fusion.Add(SignalName(space), Score(space, vector, candidates), key => VectorShare(key) * ShareOf(space));
        fusion.Add("symbol", [.. named.Where(hit => chunks.ContainsKey(hit.Key))], _ => RankingWeights.SymbolBonus);
        fusion.Add("quote", [.. quoting.Where(hit => chunks.ContainsKey(hit.Key))], _ => RankingWeights.QuoteBonus * QuoteSignal.Weight(query.Text));
        return fusion.Candidates.Select(candidate => (chunks[candidate.Key], candidate));
    }

    /// <summary>The raw vectors have half of the vectors' share, the projections the rest, so that no number of them outweighs the model.</summary>
    private double ShareOf(IVectorSpace space) =>
        _textSpaces.Count == 1 ? 1 : space.Name == BaseSpace ? 0.5 : 0.5 / (_textSpaces.Count - 1);

    private static string SignalName(IVectorSpace space) => space.Name == BaseSpace ? "vectors" : space.Name;

    /// <summary>Scores every candidate, also those that only another list found.</summary>
    private static List<(ChunkKey Key, double Score)> Score(IVectorSpace space, float[] query, ChunkKey[] keys)
    {
        var similarities = new float[keys.Length];
        space.Similarities(query, keys, similarities);
        return [.. keys.Zip(similarities, (key, similarity) => (key, (double)similarity)).OrderByDescending(hit => hit.Item2)];
    }

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
