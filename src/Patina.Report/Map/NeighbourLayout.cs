using Patina.Numerics;

namespace Patina.Report.Map;

/// <summary>
/// Moves points so that neighbours in the space come near on the plane and others keep apart: gradient descent on the cross entropy
/// between the graph and 1 / (1 + a·d²), with sampled others. The same graph and start give the same layout.
/// </summary>
/// <remarks>The objective is UMAP's (McInnes, Healy and Melville, 2018) with b = 1 and equal weights.</remarks>
internal static class NeighbourLayout
{
    private const float A = 1.6f;
    private const float Extent = 10;
    private const float Limit = 4;
    private const int OthersPerNeighbour = 5;
    private const ulong Seed = 7;

    /// <summary>Moves of one point towards another, over all epochs.</summary>
    private const long MoveBudget = 120_000_000;

    private const int MostEpochs = 200;
    private const int FewestEpochs = 30;

    /// <param name="start">Row-major [points × 2].</param>
    /// <param name="progress">Told the share that is done.</param>
    public static float[] Run(NeighbourGraph graph, float[] start, Action<double> progress, CancellationToken cancellation)
    {
        var places = Spread(start);
        var epochs = (int)Math.Clamp(MoveBudget / Math.Max(1L, graph.Targets.Length), FewestEpochs, MostEpochs);
        var random = new SeededRandom(Seed);
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            cancellation.ThrowIfCancellationRequested();
            progress((double)epoch / epochs);
            var rate = 1 - ((float)epoch / epochs);
            for (var point = 0; point < graph.Count; point++)
            {
                foreach (var neighbour in graph.Of(point))
                    Move(places, point, neighbour, rate, random, graph.Count);
            }
        }

        return places;
    }

    /// <summary>Wide enough that groups can part; points that coincide are put slightly apart, for there is no direction between them.</summary>
    private static float[] Spread(float[] start)
    {
        var random = new SeededRandom(Seed + 1);
        var largest = start.Length == 0 ? 1 : Math.Max(start.Max(MathF.Abs), 1e-9f);
        return [.. start.Select(place => (place / largest * Extent) + ((float)random.NextNormal() * 0.01f))];
    }

    private static void Move(float[] places, int point, int neighbour, float rate, SeededRandom random, int count)
    {
        var (own, other) = (point * 2, neighbour * 2);
        var (x, y) = (places[own] - places[other], places[own + 1] - places[other + 1]);
        var pull = -2 * A / (1 + (A * ((x * x) + (y * y))));
        var (moveX, moveY) = (Clip(pull * x) * rate, Clip(pull * y) * rate);
        places[own] += moveX;
        places[own + 1] += moveY;
        places[other] -= moveX;
        places[other + 1] -= moveY;
        for (var i = 0; i < OthersPerNeighbour; i++)
        {
            var stranger = random.Next(count) * 2;
            if (stranger == own)
                continue;
            (x, y) = (places[own] - places[stranger], places[own + 1] - places[stranger + 1]);
            var square = (x * x) + (y * y);
            var push = 2 / ((0.001f + square) * (1 + (A * square)));
            places[own] += Clip(push * x) * rate;
            places[own + 1] += Clip(push * y) * rate;
        }
    }

    private static float Clip(float step) => Math.Clamp(step, -Limit, Limit);
}
