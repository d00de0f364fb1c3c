using Patina.Memory.Storage.Reading;
using Patina.Scry.Lexical;

namespace Patina.Scry.Ranking;

/// <summary>
/// Files by the votes of the commits that are nearest to the question: what was changed for such a reason before. A vote counts the
/// cube of the commit's score, shared among its files by the root of their number.
/// </summary>
internal sealed class HistoryVote(HistoryReader history, LexicalIndex index)
{
    /// <summary>Commits that vote.</summary>
    public const int Voters = 20;

    /// <summary>A commit of more files says little about each.</summary>
    private const int MostFiles = 50;

    /// <summary>The votes for places, the most 1.</summary>
    /// <param name="commits">Chunks of commits with their scores.</param>
    public Dictionary<int, double> Count(IEnumerable<(int Chunk, double Score)> commits)
    {
        var votes = new Dictionary<int, double>();
        foreach (var (chunk, score) in commits.OrderByDescending(commit => commit.Score).DistinctBy(commit => index.PlaceOf(commit.Chunk)).Take(Voters))
        {
            var files = history.FilesOf(index.PathOf(index.PlaceOf(chunk)));
            if (files.Count is 0 or > MostFiles)
                continue;
            foreach (var file in files)
                if (index.FindPlace(file.Path) is >= 0 and var place)
                    votes[place] = votes.GetValueOrDefault(place) + (Math.Pow(Math.Max(0, score), 3) / Math.Sqrt(files.Count));
        }

        var most = votes.Values.DefaultIfEmpty().Max();
        return most <= 0 ? [] : votes.ToDictionary(vote => vote.Key, vote => vote.Value / most);
    }
}
