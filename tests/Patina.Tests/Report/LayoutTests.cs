using Patina.Numerics;
using Patina.Report.Map;

namespace Patina.Tests.Report;

public sealed class LayoutTests
{
    private const int Groups = 8;
    private const int PerGroup = 40;

    [Fact]
    public void Run_GroupsThatStartInterleaved_ArePulledApart()
    {
        var (graph, start) = Mixed();

        var layout = NeighbourLayout.Run(graph, start, _ => { }, CancellationToken.None);

        Assert.True(KeptNeighbours.Share(graph, start) < 0.1);
        Assert.True(KeptNeighbours.Share(graph, layout) > 0.25);
        Assert.All(Enumerable.Range(0, graph.Count), point => Assert.Equal(point / PerGroup, NearestCentre(layout, point)));
    }

    [Fact]
    public void Run_Twice_IsTheSame()
    {
        var (graph, start) = Mixed();

        Assert.Equal(
            NeighbourLayout.Run(graph, start, _ => { }, CancellationToken.None),
            NeighbourLayout.Run(graph, start, _ => { }, CancellationToken.None));
    }

    [Fact]
    public void Run_PointsThatCoincide_ArePlacedAtNumbers()
    {
        var graph = new NeighbourGraph(3, 2, [1, 2, 0, 2, 0, -1]);

        var layout = NeighbourLayout.Run(graph, new float[6], _ => { }, CancellationToken.None);

        Assert.All(layout, place => Assert.True(float.IsFinite(place)));
        Assert.Equal(3, layout.Chunk(2).Select(place => (place[0], place[1])).Distinct().Count());
    }

    [Fact]
    public void Excerpt_TextWithControlsAndMarks_IsOneLineOfWholeCharacters()
    {
        Assert.Equal("a b c", Excerpt.Of("  a\r\n\tb\u0000\u001b\u202ec ", 20));
        Assert.Equal("ab…", Excerpt.Of("abc", 2));
        Assert.Equal("a😀…", Excerpt.Of("a😀bcd", 3));
        Assert.Equal("\uFFFD", Excerpt.Of("\ud800", 3));
    }

    /// <summary>Groups whose members are each other's neighbours, thrown together at random.</summary>
    private static (NeighbourGraph Graph, float[] Start) Mixed()
    {
        const int neighbours = 6;
        var random = new SeededRandom(1);
        var targets = new int[Groups * PerGroup * neighbours];
        for (var i = 0; i < targets.Length; i++)
        {
            var point = i / neighbours;
            targets[i] = (point / PerGroup * PerGroup) + ((point + (i % neighbours) + 1) % PerGroup);
        }

        float[] start = [.. Enumerable.Range(0, Groups * PerGroup * 2).Select(_ => (float)random.NextNormal())];
        return (new NeighbourGraph(Groups * PerGroup, neighbours, targets), start);
    }

    private static int NearestCentre(float[] layout, int point)
    {
        var centres = Enumerable.Range(0, Groups).Select(group => Enumerable.Range(group * PerGroup, PerGroup)
            .Aggregate((X: 0f, Y: 0f), (sum, member) => (sum.X + (layout[member * 2] / PerGroup), sum.Y + (layout[(member * 2) + 1] / PerGroup)))).ToList();
        return Enumerable.Range(0, Groups).MinBy(group =>
            Math.Pow(layout[point * 2] - centres[group].X, 2) + Math.Pow(layout[(point * 2) + 1] - centres[group].Y, 2));
    }
}
