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
        var found = Fuse(query, analysis, terms);
        List<ScryHit> hits = [.. PlaceRanking.Of(found, analysis).Take(query.Top).Select((place, index) => ToHit(place, index + 1, terms))];
        return new ScryResult(hits, analysis.Kind, terms)
        {
            IsMemoryEmpty = hits.Count == 0 && memory.Count().Chunks.Values.Sum() == 0,
        };
    }

    /// <summary>The files that change together with one file, with the commits that show it.</summary>
    /// <param name="path">Relative to the project, or the end of one file's path.</param>
    /// <inheritdoc cref="RelatedFilesReader.Read"/>
    public RelatedFiles RelatedFiles(string path, int top) => RelatedFilesReader.Read(memory, path, top);

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
            fusion.Add(SignalName(space), Score(space, vector, candidates), key => VectorShare(key) / _textSpaces.Count);
        fusion.Add("symbol", [.. named.Where(hit => chunks.ContainsKey(hit.Key))], _ => RankingWeights.SymbolBonus);
        fusion.Add("quote", [.. quoting.Where(hit => chunks.ContainsKey(hit.Key))], _ => RankingWeights.QuoteBonus * QuoteSignal.Weight(query.Text));
        return fusion.Candidates.Select(candidate => (chunks[candidate.Key], candidate));
    }

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
