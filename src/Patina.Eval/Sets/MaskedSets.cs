using Patina.Memory.Chunks;
using Patina.Memory.Storage;

namespace Patina.Eval.Sets;

/// <summary>Questions from the words that were cut out.</summary>
internal static class MaskedSets
{
    /// <param name="memory">Of the copy, read again after the words were cut out.</param>
    public static IReadOnlyList<QuerySet> Of(IReadOnlyList<MaskedText> masked, MemoryDatabase memory) =>
    [
        Set(SetNames.Comments, "doc comments", ChunkKind.Code, masked, memory),
        Set(SetNames.Headings, "headings", ChunkKind.Doc, masked, memory),
    ];

    private static QuerySet Set(string name, string noun, ChunkKind kind, IReadOnlyList<MaskedText> masked, MemoryDatabase memory)
    {
        var queries = new List<EvalQuery>();
        foreach (var text in masked.Where(text => text.Set == name))
        {
            var answer = memory.Chunks.OfPath(text.Path)
                .Where(chunk => chunk.Kind == kind && chunk.StartLine <= text.Line && text.Line <= chunk.EndLine)
                .MinBy(chunk => chunk.EndLine - chunk.StartLine);
            if (answer is not null)
                queries.Add(new EvalQuery(text.Path, text.Question, [new EvalTarget(text.Path, answer.Key)]));
        }

        return new QuerySet(name, noun, new HashSet<ChunkKind> { kind }, queries);
    }
}
