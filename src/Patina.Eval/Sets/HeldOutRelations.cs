using Patina.Memory.Chunks;
using Patina.Memory.Storage;
using Patina.Oxidize.Evaluation;
using Patina.Oxidize.Pairs;
using Patina.Oxidize.Projections;

namespace Patina.Eval.Sets;

/// <summary>Questions from the relations that no projection is trained on: calls, and the items of the latest notes.</summary>
internal static class HeldOutRelations
{
    private const int MostQueries = 250;

    public static IReadOnlyList<QuerySet> Of(MemoryDatabase memory)
    {
        var relations = new ProjectRelations(memory);
        return
        [
            Set(SetNames.Calls, "functions", "dependency", ChunkKind.Code, relations),
            Set(SetNames.Notes, "items of later notes", "semantic", ChunkKind.Note, relations),
        ];
    }

    private static QuerySet Set(string name, string noun, string projection, ChunkKind kind, ProjectRelations relations)
    {
        var questions = ProjectionData.Of(ProjectionTask.Of(projection), relations).Questions
            .Where(measured => measured.Relation.Candidates is [var only] && only == kind).SelectMany(measured => measured.Questions);
        var queries = questions.Select(question => QueryOf(question, relations)).OfType<EvalQuery>();
        return new QuerySet(name, noun, new HashSet<ChunkKind> { kind }, StableSample.Of(queries, MostQueries, query => $"{query.Source} {query.Text}"))
        {
            ByChunk = true,
        };
    }

    private static EvalQuery? QueryOf(HeldOutQuestion question, ProjectRelations relations)
    {
        var asking = question.Subject is { } subject ? relations.Memory.Chunks.Find(subject) : null;
        EvalTarget[] relevant = [.. question.Relevant.OrderBy(chunk => chunk.Value).Select(chunk => new EvalTarget(relations.PathOf(chunk), chunk))];
        return relevant.Length == 0
            ? null
            : new EvalQuery(asking?.Path ?? relevant[0].Path, asking?.Head ?? question.Text, relevant)
            {
                Subject = question.Subject,
                Ignored = question.Ignored,
            };
    }
}
