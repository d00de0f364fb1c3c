using Patina.Memory.Chunks;

namespace Patina.Scry.Ranking;

/// <summary>A file, commit or note with its candidates, best first.</summary>
/// <param name="Score">Of the place as a whole.</param>
internal sealed record RankedPlace(double Score, IReadOnlyList<RankedChunk> Chunks);

/// <param name="Score">After the factors of kind and place.</param>
internal readonly record struct RankedChunk(Chunk Chunk, Candidate Candidate, double Score);

/// <summary>
/// Turns scored chunks into places: one entry per file, so that ten entries are ten different answers. Several chunks of
/// one file that match speak for the file.
/// </summary>
internal static class PlaceRanking
{
    public static List<RankedPlace> Of(IEnumerable<(Chunk Chunk, Candidate Candidate)> found, QueryAnalysis query) =>
    [
        .. found
            .Select(hit => new RankedChunk(hit.Chunk, hit.Candidate, hit.Candidate.Score * Factor(hit.Chunk, query)))
            .GroupBy(hit => hit.Chunk.Path)
            .Select(place => place.OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Chunk.StartLine).ToList())
            .Select(chunks => new RankedPlace(ScoreOf(chunks), chunks))
            .OrderByDescending(place => place.Score)
            .ThenBy(place => place.Chunks[0].Chunk.Path, StringComparer.Ordinal),
    ];

    /// <summary>Places by their best chunk alone, for a list that is shown as it is.</summary>
    public static List<RankedPlace> ByBestChunk(IEnumerable<(Chunk Chunk, Candidate Candidate)> found) =>
    [
        .. found
            .Select(hit => new RankedChunk(hit.Chunk, hit.Candidate, hit.Candidate.Score))
            .GroupBy(hit => hit.Chunk.Path)
            .Select(place => place.OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Chunk.StartLine).ToList())
            .Select(chunks => new RankedPlace(chunks[0].Score, chunks))
            .OrderByDescending(place => place.Score)
            .ThenBy(place => place.Chunks[0].Chunk.Path, StringComparer.Ordinal),
    ];

    private static double Factor(Chunk chunk, QueryAnalysis query)
    {
        var factor = RankingWeights.KindFactor(query.Kind, chunk.Kind);
        return !query.AsksForTests && chunk.Kind != ChunkKind.Commit && PathTraits.IsTestOrExample(chunk.Path)
            ? factor * RankingWeights.TestFactor
            : factor;
    }

    private static double ScoreOf(List<RankedChunk> chunks)
    {
        var score = chunks[0].Score;
        for (var i = 1; i < Math.Min(chunks.Count, RankingWeights.CoherentChunks); i++)
            score += chunks[i].Score * RankingWeights.Coherence / (1 << (i - 1));
        return score;
    }
}
