using Patina.Memory.Chunks;
using Patina.Oxidize.Artifacts;

namespace Patina.Report.Map;

/// <summary>The nearest other points of each point in the space.</summary>
/// <param name="Count">Points.</param>
/// <param name="PerPoint">Neighbours of each.</param>
/// <param name="Targets">Row-major [points × neighbours]; −1 where there are fewer.</param>
internal sealed record NeighbourGraph(int Count, int PerPoint, int[] Targets)
{
    private const int ReportEvery = 500;

    public static NeighbourGraph Of(
        IndexSpace space, List<ChunkKey> keys, int dimension, int perPoint, Action<int> progress, CancellationToken cancellation)
    {
        var places = new Dictionary<ChunkKey, int>(keys.Count);
        for (var i = 0; i < keys.Count; i++)
            places[keys[i]] = i;
        var targets = new int[keys.Count * perPoint];
        Array.Fill(targets, -1);
        var vector = new float[dimension];
        for (var i = 0; i < keys.Count; i++)
        {
            if (i % ReportEvery == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                progress(i);
            }

            space.TryRead(keys[i], vector);
            var found = 0;
            foreach (var hit in space.Search(vector, perPoint + 1))
            {
                if (found < perPoint && places.TryGetValue(hit.Key, out var other) && other != i)
                    targets[(i * perPoint) + found++] = other;
            }
        }

        return new NeighbourGraph(keys.Count, perPoint, targets);
    }

    public ReadOnlySpan<int> Of(int point)
    {
        var row = Targets.AsSpan(point * PerPoint, PerPoint);
        var end = row.IndexOf(-1);
        return end < 0 ? row : row[..end];
    }
}
