using Patina.Memory.Chunks;
using Patina.Scry.Lexical;

namespace Patina.Scry.Ranking;

/// <summary>
/// Turns scored chunks into places: one entry per file, so that ten entries are ten different answers. Several chunks of
/// one file that match speak for the file.
/// </summary>
internal sealed class PlaceRanking(
    LexicalIndex index, LexicalSearch lexical, RankingWeights weights, QueryAnalysis query, QueryTerm[] terms)
{
    private readonly double _allTerms = terms.Sum(term => term.Weight);

    public List<RankedPlace> Of(CandidateList candidates, IReadOnlyList<Signal> signals)
    {
        var byPlace = new Dictionary<int, List<RankedChunk>>();
        for (var row = 0; row < candidates.Chunks.Count; row++)
        {
            var chunk = candidates.Chunks[row];
            var sum = 0.0;
            foreach (var signal in signals)
                sum += signal.Contribution(row);
            var place = index.PlaceOf(chunk);
            if (!byPlace.TryGetValue(place, out var chunks))
                byPlace.Add(place, chunks = []);
            chunks.Add(new RankedChunk(row, chunk, sum, FactorsOf(chunk, index.PathOf(place))));
        }

        var places = new List<RankedPlace>(byPlace.Count);
        foreach (var (place, chunks) in byPlace)
        {
            chunks.Sort((x, y) => y.Score != x.Score ? y.Score.CompareTo(x.Score) : x.Chunk.CompareTo(y.Chunk));
            places.Add(new RankedPlace(place, chunks, [.. AdditionsOf(chunks)]));
        }

        places.Sort((x, y) => y.Score != x.Score ? y.Score.CompareTo(x.Score) : string.CompareOrdinal(index.PathOf(x.Place), index.PathOf(y.Place)));
        return places;
    }

    private Factors FactorsOf(int chunk, string path)
    {
        var kind = index.KindOf(chunk);
        var heldBack = !query.AsksForTests && kind != ChunkKind.Commit && PathTraits.IsTestOrExample(path);
        return new Factors(KindFactor(query.Kind, kind), heldBack ? weights[Weight.TestFactor] : 1);
    }

    /// <summary>How much a kind of chunk is worth for a kind of question.</summary>
    private double KindFactor(QueryKind question, ChunkKind chunk) => (question, chunk) switch
    {
        (QueryKind.History, ChunkKind.Code) => weights[Weight.CodeForHistory],
        (QueryKind.History, ChunkKind.Doc) => weights[Weight.DocForHistory],
        (QueryKind.History, _) or (_, ChunkKind.Code) => 1,
        (_, ChunkKind.Doc) => weights[Weight.Doc],
        (QueryKind.Symbol, ChunkKind.Note) => weights[Weight.Note],
        (_, ChunkKind.Note) => weights[Weight.NoteForBehaviour],
        _ => weights[Weight.Commit],
    };

    private IEnumerable<NamedNumber> AdditionsOf(List<RankedChunk> chunks)
    {
        if (chunks.Count > 1)
            yield return new NamedNumber("other chunks", OthersOf(chunks));
        var factor = chunks[0].Factors.Product;
        if (weights[Weight.Coverage] > 0 && _allTerms > 0)
            yield return new NamedNumber("words of the file", weights[Weight.Coverage] * factor * Covered(chunks[0].Chunk) / _allTerms);
        if (weights[Weight.Size] > 0)
        {
            var (first, end) = index.PlaceRange(chunks[0].Chunk);
            yield return new NamedNumber("size", weights[Weight.Size] * factor * Math.Log(1 + end - first) / 5);
        }
        if (weights[Weight.FileName] > 0 && _allTerms > 0 && index.KindOf(chunks[0].Chunk) != ChunkKind.Commit)
            yield return new NamedNumber("file name", weights[Weight.FileName] * factor * Named(index.PathOf(index.PlaceOf(chunks[0].Chunk))) / _allTerms);
    }

    private double OthersOf(List<RankedChunk> chunks)
    {
        var (sum, share) = (0.0, weights[Weight.Coherence]);
        for (var i = 1; i < Math.Min(chunks.Count, RankingWeights.CoherentChunks); i++, share *= weights[Weight.CoherenceDecay])
            sum += share * chunks[i].Score;
        return sum;
    }

    /// <summary>What the chunks of a file together have of the question's terms.</summary>
    private double Covered(int chunk)
    {
        var (first, end) = index.PlaceRange(chunk);
        Span<float> parts = terms.Length <= 64 ? stackalloc float[terms.Length] : new float[terms.Length];
        lexical.Most(terms, first, end, parts);
        var sum = 0.0;
        foreach (var part in parts)
            sum += part;
        return sum;
    }

    /// <summary>The weight of the terms that are in the file's name.</summary>
    private double Named(string path)
    {
        var name = TermSet.Of(Path.GetFileNameWithoutExtension(path));
        return terms.Where(term => name.Contains(term.Hash)).Sum(term => term.Weight);
    }
}
