using Patina.Memory.Chunks;
using Patina.Memory.Storage;

namespace Patina.Oxidize.Pairs;

/// <summary>
/// An item of a note and the other chunks of its session: those under the same heading, else under the same parent heading
/// (what was written at one time), else of the whole session.
/// </summary>
internal sealed class NotePairs : IPairGenerator
{
    private const string HeadingSeparator = " › ";
    private const int ShortestItem = 30;
    private const int LongestQuestion = 400;

    /// <summary>Bookkeeping that says nothing about the work.</summary>
    private static readonly string[] LeftOut = ["metadata", "prompt"];

    /// <summary>What a pair counts by how many headings it shares: all, the parents, only the session.</summary>
    private static readonly float[] Weights = [1, 0.7f, 0.4f];

    public PairSource Source => PairSource.Note;

    public IEnumerable<RelatedPair> Generate(ProjectRelations project) =>
        project.Memory.Notes.All()
            .Where(item => !LeftOut.Contains(item.Kind))
            .GroupBy(item => item.Session)
            .SelectMany(session => OfSession([.. session]));

    private static IEnumerable<RelatedPair> OfSession(IReadOnlyList<NoteRow> items)
    {
        var byHeading = items.ToLookup(item => item.Heading, item => item.Chunk);
        var byParent = items.ToLookup(item => ParentOf(item.Heading), item => item.Chunk);
        ChunkKey[] all = [.. items.Select(item => item.Chunk).Distinct()];
        foreach (var item in items.Where(item => item.Text.Length >= ShortestItem))
        {
            IEnumerable<ChunkKey>[] circles = [byHeading[item.Heading], byParent[ParentOf(item.Heading)], all];
            for (var circle = 0; circle < circles.Length; circle++)
            {
                ChunkKey[] answers = [.. circles[circle].Where(chunk => chunk != item.Chunk).Distinct().OrderBy(chunk => chunk.Value)];
                if (answers.Length == 0)
                    continue;

                yield return PairOf(item, answers, Weights[circle]);
                break;
            }
        }
    }

    private static RelatedPair PairOf(NoteRow item, ChunkKey[] answers, float weight) => new()
    {
        Source = PairSource.Note,
        Question = item.Text.Length <= LongestQuestion ? item.Text : item.Text[..LongestQuestion],
        Origin = $"{item.Session}:{item.Line}",
        Answers = answers,
        Itself = item.Chunk,
        Timestamp = item.Timestamp,
        Weight = weight,
    };

    private static string ParentOf(string heading)
    {
        var end = heading.LastIndexOf(HeadingSeparator, StringComparison.Ordinal);
        return end < 0 ? heading : heading[..end];
    }
}
