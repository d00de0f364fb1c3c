using Patina.Memory.Storage;
using Patina.Oxidize.Units;

namespace Patina.Oxidize.Pairs;

/// <summary>Files that one commit changed, each asking for each other.</summary>
internal sealed class CoChangePairs : IPairGenerator
{
    /// <summary>A commit of more files is a sweep, which says little about any two of them.</summary>
    private const int MostFiles = 15;

    public PairSource Source => PairSource.CoChange;

    public IEnumerable<RelatedPair> Generate(ProjectRelations project)
    {
        foreach (var (commit, changed) in project.Commits)
        {
            if (commit.FileCount > MostFiles)
                continue;

            FileUnit[] files = [.. changed.Select(file => project.FileOf(file.Path)).OfType<FileUnit>().DistinctBy(file => file.Key)];
            foreach (var file in files)
            {
                foreach (var other in files)
                {
                    if (file != other)
                        yield return PairOf(commit, file, other, 1f / (files.Length - 1));
                }
            }
        }
    }

    private static RelatedPair PairOf(CommitRow commit, FileUnit file, FileUnit other, float weight) => new()
    {
        Source = PairSource.CoChange,
        Question = file.Path,
        Subject = file.Key,
        Origin = commit.Sha,
        Answers = [other.Key],
        Timestamp = commit.Timestamp,
        Weight = weight,
    };
}
