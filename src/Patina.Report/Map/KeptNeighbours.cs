namespace Patina.Report.Map;

/// <summary>Measures how many neighbours a layout keeps.</summary>
internal static class KeptNeighbours
{
    private const int SampleSize = 500;

    /// <summary>For each of the sample all points are looked at: of very many, fewer are asked.</summary>
    private const int ComparisonBudget = 20_000_000;

    /// <param name="layout">Row-major [points × 2].</param>
    /// <returns>The mean share, over points spread evenly.</returns>
    public static double Share(NeighbourGraph graph, float[] layout)
    {
        var step = Math.Max(1, graph.Count / Math.Clamp(ComparisonBudget / Math.Max(1, graph.Count), 50, SampleSize));
        var (kept, all) = (0, 0);
        var distances = new float[graph.Count];
        var order = new int[graph.Count];
        for (var point = 0; point < graph.Count; point += step)
        {
            var neighbours = graph.Of(point).ToArray();
            for (var other = 0; other < graph.Count; other++)
            {
                var (x, y) = (layout[point * 2] - layout[other * 2], layout[(point * 2) + 1] - layout[(other * 2) + 1]);
                distances[other] = other == point ? float.MaxValue : (x * x) + (y * y);
                order[other] = other;
            }

            Array.Sort(distances, order);
            kept += order.Take(neighbours.Length).Intersect(neighbours).Count();
            all += neighbours.Length;
        }

        return all == 0 ? 0 : (double)kept / all;
    }
}
