using Patina.Memory;
using Patina.Memory.Chunks;
using Patina.Memory.Storage;
using Patina.Oxidize.Artifacts;

namespace Patina.Report.Map;

/// <summary>Makes the map of a set of vectors: neighbours in the space, the principal plane, then a layout that keeps neighbours together.</summary>
internal static class MapBuilder
{
    public const int MaxPoints = 200_000;

    /// <summary>What the excerpts of all points may take together.</summary>
    private const int ExcerptBudget = 16_000_000;

    private const int LongestExcerpt = 240;
    private const int ShortestExcerpt = 60;
    private const int Neighbours = 10;

    private const string Stage = "map";

    public static EmbeddingMap? Build(VectorSet set, MemoryDatabase memory, IProgress<StageProgress>? progress, CancellationToken cancellation)
    {
        if (set.Manifest.Space(SpaceManifest.BaseName)?.Index is not { } index)
            return null;
        using var space = new IndexSpace(SpaceManifest.BaseName, SpaceIndex.View(set.CheckedPathOf(index.Full), fastPath: null), null);
        var (keys, chunks) = Keys(memory, space, set.Manifest.Dimension);
        if (keys.Count == 0)
            return null;

        var graph = NeighbourGraph.Of(space, keys, set.Manifest.Dimension, Neighbours, done => progress?.Report(new StageProgress(Stage, done, keys.Count * 2L)), cancellation);
        var plane = PrincipalPlane.Project(space, keys, set.Manifest.Dimension, cancellation);
        var layout = NeighbourLayout.Run(graph, plane, done => progress?.Report(new StageProgress(Stage, keys.Count + (long)(done * keys.Count), keys.Count * 2L)), cancellation);
        return new EmbeddingMap
        {
            Points = Points(memory, keys),
            Positions = Frame(layout),
            Chunks = chunks,
            Kept = KeptNeighbours.Share(graph, layout),
            KeptByPlane = KeptNeighbours.Share(graph, plane),
        };
    }

    /// <summary>The chunks that are in the space; of more than can be shown every second, third, …</summary>
    private static (List<ChunkKey> Keys, int Chunks) Keys(MemoryDatabase memory, IndexSpace space, int dimension)
    {
        var vector = new float[dimension];
        var keys = memory.Chunks.Infos().Select(info => info.Key).Where(key => space.TryRead(key, vector)).ToList();
        var step = (keys.Count + MaxPoints - 1) / MaxPoints;
        return (step <= 1 ? keys : [.. keys.Where((_, place) => place % step == 0)], keys.Count);
    }

    private static List<MapPoint> Points(MemoryDatabase memory, List<ChunkKey> keys)
    {
        var length = Math.Clamp(ExcerptBudget / keys.Count, ShortestExcerpt, LongestExcerpt);
        var points = new List<MapPoint>(keys.Count);
        foreach (var key in keys)
        {
            var chunk = memory.Chunks.Find(key)!;
            points.Add(new MapPoint(chunk.Kind, chunk.Path, chunk.StartLine, Excerpt.Of(chunk.Title, length), Excerpt.Of(chunk.Text, length)));
        }

        return points;
    }

    /// <summary>Moves and scales both axes alike into the unit square.</summary>
    private static float[] Frame(float[] layout)
    {
        float left = float.MaxValue, top = float.MaxValue, right = float.MinValue, bottom = float.MinValue;
        for (var i = 0; i < layout.Length; i += 2)
        {
            (left, right) = (MathF.Min(left, layout[i]), MathF.Max(right, layout[i]));
            (top, bottom) = (MathF.Min(top, layout[i + 1]), MathF.Max(bottom, layout[i + 1]));
        }

        var size = MathF.Max(MathF.Max(right - left, bottom - top), 1e-6f);
        var (moveX, moveY) = ((size - (right - left)) / 2, (size - (bottom - top)) / 2);
        var framed = new float[layout.Length];
        for (var i = 0; i < layout.Length; i += 2)
            (framed[i], framed[i + 1]) = ((layout[i] - left + moveX) / size, (layout[i + 1] - top + moveY) / size);
        return framed;
    }
}
