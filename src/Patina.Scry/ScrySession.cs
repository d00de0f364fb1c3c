using Patina.Embeddings;
using Patina.Memory;
using Patina.Memory.Chunks;
using Patina.Memory.Lexical;
using Patina.Memory.Storage;
using Patina.Oxidize;
using Patina.Oxidize.Recipes;
using Patina.Scry.Lexical;
using Patina.Scry.Ranking;
using Patina.Scry.Spans;

namespace Patina.Scry;

/// <summary>
/// Answers questions about one project: lists from full text, vectors and names, fused into places. Owns what it is given.
/// Not thread-safe.
/// </summary>
public sealed class ScrySession : IDisposable
{
    private const string BaseSpace = "base";
    private const int MaxTop = 1000;
    private const int MaxSpansPerPlace = 5;
    private const double WorthOfFurtherSpan = 0.5;

    private readonly MemoryDatabase _memory;
    private readonly IEmbeddingEngine _engine;
    private readonly IReadOnlyList<IVectorSpace> _spaces;
    private readonly LexicalIndex _index;

    /// <summary>Those that questions in words are searched in.</summary>
    private readonly IReadOnlyList<IVectorSpace> _textSpaces;
    private readonly Dimensions _dimensions;
    private readonly RankingWeights _weights;
    private FusedSearch _search;

    /// <param name="layout">Where the lexical index is, or is made.</param>
    /// <param name="memory">What was scraped.</param>
    /// <param name="engine">The model that made the vectors.</param>
    /// <param name="spaces">The raw vectors, and the projections that are switched on.</param>
    public ScrySession(ProjectLayout layout, MemoryDatabase memory, IEmbeddingEngine engine, IReadOnlyList<IVectorSpace> spaces)
        : this(layout, memory, engine, spaces, RankingWeights.Default)
    {
    }

    internal ScrySession(
        ProjectLayout layout, MemoryDatabase memory, IEmbeddingEngine engine, IReadOnlyList<IVectorSpace> spaces, RankingWeights weights)
    {
        _memory = memory;
        _weights = weights;
        _engine = engine;
        _spaces = spaces;
        _index = LexicalIndexFile.Open(layout, memory, weights.Fields);
        _textSpaces = [.. spaces.Where(space => space.TakesText)];
        _dimensions = new(memory, spaces, engine.Dimension);
        _search = new(memory, engine, _textSpaces, _index, weights);
    }

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
            return new ScrySession(layout, memory, vectors.Engine, vectors.Spaces, RankingWeights.Of(recipe)) { Notice = vectors.Notice };
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
        if (query.Budget is < ScryQuery.MinBudget or > ScryQuery.MaxBudget)
            throw new ScryException(ScryError.BadQuery, $"--budget is {query.Budget}; expected {ScryQuery.MinBudget} to {ScryQuery.MaxBudget} tokens.");
        if (query is { Budget: not null, Dimension: not null })
            throw new ScryException(ScryError.BadQuery, "--budget and --dimension exclude each other: a budget is filled from all lists.");

        using var snapshot = _memory.Snapshot();
        var analysis = QueryAnalysis.Of(query.Text);
        var terms = LexicalAnalyzer.QueryTerms(query.Text);
        List<ScryHit> hits;
        IReadOnlyList<ScrySpan> spans = [];
        if (query.Dimension is null)
        {
            var answer = _search.Ask(query, analysis, terms);
            hits = [.. answer.Places.Take(query.Top).Select((place, i) => ToHit(answer, place, i + 1, terms))];
            if (query.Budget is { } budget)
                spans = Fill(budget, answer.Places);
        }
        else
        {
            var places = ByBestChunk(Found(Nearest(query)).Where(hit => query.Excluded?.Contains(hit.Chunk.Path) != true));
            hits = [.. places.Take(query.Top).Select((place, i) => ToHit(place, i + 1, terms))];
        }

        return new ScryResult(hits, analysis.Kind, terms)
        {
            Spans = spans,
            Notice = query.Dimension is { } dimension ? _dimensions.NoticeOf(dimension) : null,
            IsMemoryEmpty = hits.Count == 0 && _memory.Count().Chunks.Values.Sum() == 0,
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

        var (question, answer) = (new float[_engine.Dimension], new float[_engine.Dimension]);
        _engine.EmbedQuery(query.Text, question);
        _spaces[0].TryRead(hits[hit - 1].Chunk.Key, answer);
        return new ScryTrace(hits[hit - 1], space.Name, [.. space.Trace(question, answer, count).Select(pair => (pair, _memory.Chunks.Find(pair.Answer)))]);
    }

    /// <summary>The places that one projection relates to a file, best first.</summary>
    /// <param name="path">Relative to the project, or the end of one file's path.</param>
    /// <exception cref="ScryException">No such file or projection.</exception>
    public ScryResult Related(string path, string dimension, int top)
    {
        using var snapshot = _memory.Snapshot();
        var notice = _dimensions.NoticeOf(dimension);
        var file = RelatedFilesReader.Resolve(_memory, path);
        var found = Found(_dimensions.NearestToFile(dimension, file, top * MaxSpansPerPlace));
        var hits = ByBestChunk(found).Take(top).Select((place, i) => ToHit(place, i + 1, []));
        return new ScryResult([.. hits], QueryKind.Behaviour, []) { Notice = notice };
    }

    /// <summary>
    /// The files that change together with one file, with the commits that show it; where <c>temporal</c> is on, ranked by it as
    /// well, and with files that it expects to.
    /// </summary>
    /// <param name="path">Relative to the project, or the end of one file's path.</param>
    /// <inheritdoc cref="RelatedFilesReader.Read"/>
    public RelatedFiles RelatedFiles(string path, int top) => RelatedFilesReader.Read(_memory, path, top, _dimensions);

    /// <summary>The best chunk of each place that answers a question, best first: the places of <see cref="Search"/>, without what is shown of them.</summary>
    internal IReadOnlyList<(ChunkKey Chunk, string Path, ChunkKind Kind)> Rank(ScryQuery query)
    {
        using var snapshot = _memory.Snapshot();
        var answer = _search.Ask(query, QueryAnalysis.Of(query.Text), LexicalAnalyzer.QueryTerms(query.Text));
        return
        [
            .. answer.Places.Select(place => place.Chunks[0].Chunk)
                .Select(chunk => (_index.KeyOf(chunk), _index.PathOf(_index.PlaceOf(chunk)), _index.KindOf(chunk))),
        ];
    }

    /// <summary>The paths of <see cref="RelatedFiles"/>, best first, without the commits that show it.</summary>
    /// <param name="path">As the memory calls the file.</param>
    internal IReadOnlyList<string> RankRelated(string path, int top)
    {
        using var snapshot = _memory.Snapshot();
        return [.. RelatedFilesReader.Rank(_memory, RelatedFilesReader.Resolve(_memory, path), top, _dimensions).Select(other => other.Path)];
    }

    /// <summary>The files in which at least so many of the given texts stand word for word.</summary>
    public IReadOnlySet<string> PathsQuoting(IReadOnlyCollection<string> texts, int atLeast)
    {
        var quoted = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var chunk in _memory.Chunks.All())
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

    /// <summary>Ranks by other weights until the result is disposed. Those of the fields have no effect: they are in the index.</summary>
    internal IDisposable Reweigh(Func<RankingWeights, RankingWeights> change)
    {
        var before = _search;
        _search = new(_memory, _engine, _textSpaces, _index, change(_weights));
        return new Restoring(() => _search = before);
    }

    public void Dispose()
    {
        foreach (var space in _spaces)
            space.Dispose();
        _index.Dispose();
        _engine.Dispose();
        _memory.Dispose();
    }

    /// <summary>Places by their best chunk alone, for a list that is shown as it is.</summary>
    private static List<List<(Chunk Chunk, Candidate Candidate)>> ByBestChunk(IEnumerable<(Chunk Chunk, Candidate Candidate)> found) =>
    [
        .. found.GroupBy(hit => hit.Chunk.Path)
            .Select(place => place.OrderByDescending(hit => hit.Candidate.Score).ThenBy(hit => hit.Chunk.StartLine).ToList())
            .OrderByDescending(place => place[0].Candidate.Score)
            .ThenBy(place => place[0].Chunk.Path, StringComparer.Ordinal),
    ];

    private IReadOnlyList<Candidate> Nearest(ScryQuery query)
    {
        _dimensions.NoticeOf(query.Dimension!);
        var vector = new float[_engine.Dimension];
        _engine.EmbedQuery(query.Text, vector);
        var admission = Admission.Of(query, _index);
        var count = (query.Top * MaxSpansPerPlace) + (query.Excluded?.Count ?? 0);
        return _dimensions.Nearest(query.Dimension!, vector, count, admission.Narrows ? key => IsAdmitted(key, admission) : null);
    }

    private bool IsAdmitted(ChunkKey key, Admission admission) => _index.Find(key) is >= 0 and var chunk && admission.Admits(chunk);

    private IEnumerable<(Chunk Chunk, Candidate Candidate)> Found(IEnumerable<Candidate> candidates) =>
        candidates.Select(candidate => (Chunk: _memory.Chunks.Find(candidate.Key), candidate))
            .Where(hit => hit.Chunk is not null).Select(hit => (hit.Chunk!, hit.candidate));

    /// <summary>A further chunk of a place waits until places of a lower score have had theirs.</summary>
    private IReadOnlyList<ScrySpan> Fill(int budget, IReadOnlyList<RankedPlace> places)
    {
        var offers = places.SelectMany((place, i) => place.Chunks.Select((chunk, nth) => (
            Rank: i + 1, chunk.Chunk, Worth: place.Score * Math.Pow(WorthOfFurtherSpan, nth))));
        var selection = new SpanSelection(budget);
        foreach (var (rank, chunk, _) in offers.OrderByDescending(offer => offer.Worth))
        {
            if (!selection.IsOpen)
                break;
            if (_memory.Chunks.Find(_index.KeyOf(chunk)) is { } found)
                selection.Offer(rank, found);
        }

        return selection.Spans;
    }

    private ScryHit ToHit(FusedAnswer answer, RankedPlace place, int rank, IReadOnlyList<string> terms)
    {
        var best = place.Chunks[0];
        var chunk = _memory.Chunks.Find(_index.KeyOf(best.Chunk));
        return new ScryHit
        {
            Rank = rank,
            Score = place.Score,
            Chunk = chunk!,
            Snippet = Snippets.Of(chunk!, terms),
            Evidence = [.. answer.Signals.Select(signal => signal.Evidence(best.Row)).OfType<Evidence>()
                .OrderByDescending(evidence => evidence.Contribution)],
            Explanation = new Explanation(answer.Parts.Named(best.Row), [.. best.Factors.Effective()], place.Additions),
            Also = [.. place.Chunks.Skip(1).Take(MaxSpansPerPlace).Select(other => _memory.Chunks.Find(_index.KeyOf(other.Chunk))).OfType<Chunk>()
                .Select(other => new PlaceSpan(other.StartLine, other.EndLine, other.Title))],
        };
    }

    private static ScryHit ToHit(IReadOnlyList<(Chunk Chunk, Candidate Candidate)> place, int rank, IReadOnlyList<string> terms)
    {
        var (chunk, candidate) = place[0];
        return new ScryHit
        {
            Rank = rank,
            Score = candidate.Score,
            Chunk = chunk,
            Snippet = Snippets.Of(chunk, terms),
            Evidence = candidate.Evidence,
            Also = [.. place.Skip(1).Take(MaxSpansPerPlace).Select(hit => new PlaceSpan(hit.Chunk.StartLine, hit.Chunk.EndLine, hit.Chunk.Title))],
        };
    }

    private sealed class Restoring(Action restore) : IDisposable
    {
        public void Dispose() => restore();
    }
}
