using Patina.Eval.States;
using Patina.Memory.Chunks;
using Patina.Memory.Storage;
using Patina.Oxidize.Evaluation;
using Patina.Oxidize.Pairs;
using Patina.Oxidize.Projections;

namespace Patina.Eval.Sets;

/// <summary>
/// Questions from the relations that no projection is trained on: calls, and the items of the latest notes. Of both the half that does not decide
/// whether a projection is used.
/// </summary>
internal static class HeldOutRelations
{
    private const int MostQueries = 250;

    public static IReadOnlyList<QuerySet> Of(MemoryDatabase memory, SessionCommits sessions)
    {
        var relations = new ProjectRelations(memory);
        return [Calls(relations), Notes(relations, sessions)];
    }

    /// <summary>A function asks for its callers and callees.</summary>
    private static QuerySet Calls(ProjectRelations relations) =>
        Set(SetNames.Calls, "functions", [ChunkKind.Code], Questions("dependency", ChunkKind.Code, relations).Select(question =>
        {
            var asking = question.Subject is { } subject ? relations.Memory.Chunks.Find(subject) : null;
            return QueryOf(question, asking?.Path, asking?.Head ?? question.Text, question.Relevant, relations);
        }));

    /// <summary>An item of a note asks for the other items of its session, and for the commits that were made in it.</summary>
    private static QuerySet Notes(ProjectRelations relations, SessionCommits sessions)
    {
        var bySession = relations.Memory.Notes.All().ToLookup(item => item.Session, item => item.Chunk, StringComparer.Ordinal);
        var answers = new Dictionary<string, ChunkKey[]>(StringComparer.Ordinal);
        return Set(SetNames.Notes, "items of later notes", [ChunkKind.Note, ChunkKind.Commit], Questions("semantic", ChunkKind.Note, relations).Select(question =>
        {
            var itself = question.Ignored.Select(relations.Memory.Chunks.Find).FirstOrDefault();
            if (itself?.Session is not { } session)
                return null;
            if (!answers.TryGetValue(session, out var all))
                answers.Add(session, all = [.. bySession[session], .. sessions.Of(session).SelectMany(relations.ChunksOf)]);
            return QueryOf(question, session, question.Text, all.Where(chunk => chunk != itself.Key).ToHashSet(), relations);
        }));
    }

    private static IEnumerable<HeldOutQuestion> Questions(string projection, ChunkKind kind, ProjectRelations relations) =>
        ProjectionData.Of(ProjectionTask.Of(projection), relations, QuestionHalf.Kept).Questions
            .Where(measured => measured.Relation.Candidates is [var only] && only == kind).SelectMany(measured => measured.Questions);

    private static QuerySet Set(string name, string noun, HashSet<ChunkKind> kinds, IEnumerable<EvalQuery?> queries) =>
        new(name, noun, kinds, StableSample.Of(queries.OfType<EvalQuery>(), MostQueries, query => $"{query.Source} {query.Text}")) { ByChunk = true };

    /// <returns>Null where nothing is to be found.</returns>
    private static EvalQuery? QueryOf(HeldOutQuestion question, string? source, string text, IReadOnlySet<ChunkKey> wanted, ProjectRelations relations)
    {
        EvalTarget[] relevant = [.. wanted.OrderBy(chunk => chunk.Value).Select(chunk => new EvalTarget(relations.PathOf(chunk), chunk))];
        return relevant.Length == 0
            ? null
            : new EvalQuery(source ?? relevant[0].Path, text, relevant) { Subject = question.Subject, Ignored = question.Ignored };
    }
}
