using Patina.Memory.Chunks;
using Patina.Scry.Lexical;

namespace Patina.Scry.Ranking;

/// <summary>
/// Turns scored chunks into places: one entry per file, so that ten entries are ten different answers. Several chunks of
/// one file that match speak for the file.
/// </summary>
internal sealed class PlaceRanking(
    LexicalIndex index, RankingWeights weights, QueryAnalysis query, QueryTerm[] terms,
    IReadOnlyDictionary<int, double> votes, double codeFactor)
{
    /// <summary>Of the chunks of a large file, about 150.</summary>
    private const double UsualLogarithm = 5;

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

        foreach (var chunks in byPlace.Values)
            chunks.Sort((x, y) => y.Score != x.Score ? y.Score.CompareTo(x.Score) : x.Chunk.CompareTo(y.Chunk));
        var codeLeads = byPlace.Count > 0 && IsCode(byPlace.Values.MaxBy(chunks => chunks[0].Score + OthersOf(chunks))!);
        var places = new List<RankedPlace>(byPlace.Count);
        foreach (var (place, chunks) in byPlace)
            places.Add(new RankedPlace(place, chunks, [.. AdditionsOf(chunks, codeLeads && IsCode(chunks))]));

        places.Sort((x, y) => y.Score != x.Score ? y.Score.CompareTo(x.Score) : string.CompareOrdinal(index.PathOf(x.Place), index.PathOf(y.Place)));
        return places;
    }

    private Factors FactorsOf(int chunk, string path)
    {
        var kind = index.KindOf(chunk);
        var heldBack = !query.AsksForTests && kind != ChunkKind.Commit && PathTraits.IsTestOrExample(path);
        return new Factors(
            KindFactor(query.Kind, kind), heldBack ? weights[Weight.TestFactor] : 1, index.IsBackground(chunk) ? weights[Weight.Background] : 1,
            kind == ChunkKind.Code ? codeFactor : 1);
    }

    /// <summary>How much a kind of chunk is worth for a kind of question.</summary>
    private double KindFactor(QueryKind question, ChunkKind chunk) => (question, chunk) switch
    {
        (QueryKind.History, ChunkKind.Code) => weights[Weight.CodeForHistory],
        (QueryKind.History, ChunkKind.Doc) => weights[Weight.DocForHistory],
        (QueryKind.History, _) or (_, ChunkKind.Code) => 1,
        (_, ChunkKind.Doc) => weights[Weight.Doc],
        (QueryKind.Symbol, ChunkKind.Note) => weights[Weight.Note],
        (QueryKind.Architecture, ChunkKind.Note) => weights[Weight.NoteForArchitecture],
        (QueryKind.Change, ChunkKind.Note) => weights[Weight.NoteForChange],
        (_, ChunkKind.Note) => weights[Weight.NoteForBehaviour],
        _ => weights[Weight.Commit],
    };

    private bool IsCode(List<RankedChunk> chunks) => index.KindOf(chunks[0].Chunk) == ChunkKind.Code;

    /// <param name="ofCode">
    /// Whether the place is code and code leads without names and sizes: these sort code files, and must not lift them over the notes and
    /// documents of a question that those answer.
    /// </param>
    private IEnumerable<NamedNumber> AdditionsOf(List<RankedChunk> chunks, bool ofCode)
    {
        if (chunks.Count > 1)
            yield return new NamedNumber("other chunks", OthersOf(chunks));
        var factor = chunks[0].Factors.Product;
        if (votes.GetValueOrDefault(index.PlaceOf(chunks[0].Chunk)) is > 0 and var vote)
            yield return new NamedNumber("history", factor * vote * weights[query.Kind == QueryKind.Change ? Weight.VoteForChange : Weight.Vote]);
        if (!ofCode)
            yield break;
        if (query.Kind == QueryKind.Architecture)
        {
            var (first, end) = index.PlaceRange(chunks[0].Chunk);
            yield return new NamedNumber("size of the file", weights[Weight.SizeForArchitecture] * factor * Math.Log(1 + end - first) / UsualLogarithm);
        }

        if (NamedBy(chunks[0].Chunk) is > 0 and var named)
            yield return new NamedNumber("file name", named * factor);
    }

    private double OthersOf(List<RankedChunk> chunks)
    {
        var (sum, share) = (0.0, weights[query.Kind switch
        {
            QueryKind.Symbol => Weight.CoherenceForSymbol,
            QueryKind.Architecture => Weight.CoherenceForArchitecture,
            _ => Weight.Coherence,
        }]);
        for (var i = 1; i < Math.Min(chunks.Count, RankingWeights.CoherentChunks); i++, share *= weights[Weight.CoherenceDecay])
            sum += share * chunks[i].Score;
        return sum;
    }

    /// <summary>The share of the name of the chunk's file that stands in the question: a file that is called what was asked for.</summary>
    private double NamedBy(int chunk)
    {
        var name = TermSet.Of(Path.GetFileNameWithoutExtension(index.PathOf(index.PlaceOf(chunk))));
        return name.Count == 0 ? 0 : weights[Weight.WholeFileName] * terms.Count(term => name.Contains(term.Hash)) / name.Count;
    }
}
