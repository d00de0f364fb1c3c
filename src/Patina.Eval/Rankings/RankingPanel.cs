using Patina.Eval.Sets;
using Patina.Memory;
using Patina.Memory.Storage;
using Patina.Oxidize;
using Patina.Oxidize.Recipes;
using Patina.Scry;
using Patina.Scry.Ranking;

namespace Patina.Eval.Rankings;

/// <summary>All rankings of one state of a project, with connections of their own: random, full text, each space of vectors, and all fused. Not thread-safe.</summary>
internal sealed class RankingPanel : IDisposable
{
    private readonly ScrySession _session;
    private readonly IReadOnlyList<IRanking> _rankings;

    private RankingPanel(ScrySession session, PlaceList places, IReadOnlyList<IRanking> rankings)
    {
        _session = session;
        Places = places;
        _rankings = rankings;
    }

    public PlaceList Places { get; }

    /// <param name="engine">Is not disposed with the panel, if it is borrowed.</param>
    public static RankingPanel Open(ProjectLayout layout, Recipe recipe, BorrowedEngine engine)
    {
        var memory = MemoryDatabase.Open(layout);
        try
        {
            var spaces = VectorSpaces.Open(layout, recipe, memory, engine);
            var session = new ScrySession(layout, memory, engine, spaces, RankingWeights.Of(recipe));
            var places = new PlaceList(memory);
            return new RankingPanel(session, places,
            [
                new RandomRanking(places), new LexicalRanking(memory, places),
                .. spaces.Select(space => new SpaceRanking(space, spaces[0], engine, memory, places)),
                new FusedRanking(session),
            ]);
        }
        catch
        {
            memory.Dispose();
            throw;
        }
    }

    /// <summary>Which rankings answer such questions, in the order of <see cref="Rank"/>.</summary>
    public IReadOnlyList<string> NamesFor(QuerySet set) => [.. _rankings.Where(ranking => ranking.Takes(set)).Select(ranking => ranking.Name)];

    /// <summary>What each of them answers.</summary>
    public IReadOnlyList<IReadOnlyList<EvalTarget>> Rank(QuerySet set, EvalQuery query) => [.. _rankings.Where(ranking => ranking.Takes(set)).Select(ranking => ranking.Rank(set, query))];

    /// <summary>The session disposes memory and spaces; a borrowed engine stays.</summary>
    public void Dispose() => _session.Dispose();
}
