namespace Patina.Oxidize.Pairs;

/// <summary>Definitions of which one calls the other, as far as the call is resolved; each asks for the other.</summary>
internal sealed class CallPairs : IPairGenerator
{
    public PairSource Source => PairSource.Call;

    public IEnumerable<RelatedPair> Generate(ProjectRelations project)
    {
        foreach (var (caller, callee) in project.Memory.Symbols.Edges())
        {
            yield return RelatedPair.OfCode(Source, project, caller, callee, 1);
            yield return RelatedPair.OfCode(Source, project, callee, caller, 1);
        }
    }
}
