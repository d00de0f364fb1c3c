using Patina.Memory.Chunks;

namespace Patina.Oxidize.Pairs;

/// <summary>Definitions of which one calls the other, as far as the call is resolved; each asks for the other.</summary>
internal sealed class CallPairs : IPairGenerator
{
    public PairSource Source => PairSource.Call;

    public IEnumerable<RelatedPair> Generate(ProjectRelations project)
    {
        foreach (var (caller, callee) in project.Memory.Symbols.Edges())
        {
            yield return PairOf(project, caller, callee, 1);
            yield return PairOf(project, callee, caller, 1);
        }
    }

    private static RelatedPair PairOf(ProjectRelations project, ChunkKey chunk, ChunkKey other, float weight) => new()
    {
        Source = PairSource.Call,
        Question = project.PathOf(chunk),
        Subject = chunk,
        Origin = $"{project.PathOf(chunk)} {chunk}",
        Answers = [other],
        Weight = weight,
    };
}
