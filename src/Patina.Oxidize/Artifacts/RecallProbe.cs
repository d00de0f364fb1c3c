using System.Numerics.Tensors;
using Patina.Memory.Chunks;
using Patina.Numerics;

namespace Patina.Oxidize.Artifacts;

/// <summary>
/// Measures an index against exact search, while it is filled: some vectors of the space are compared with all others as they
/// pass by. Not thread-safe.
/// </summary>
internal sealed class RecallProbe
{
    private const int MostQueries = 128;
    private const int Nearest = 10;

    /// <summary>Vectors of equal text are equally near; which of them is found first makes no difference.</summary>
    private const float Tie = 1e-5f;

    private readonly ChunkKey[] _keys;
    private readonly float[] _queries;
    private readonly int _dimension;
    private readonly List<float>[] _best;
    private readonly Gemm _gemm = new(1);

    /// <param name="keys">Of the whole space, in ascending order; an even sample of them asks.</param>
    public RecallProbe(IReadOnlyList<ChunkKey> keys, int dimension, SpaceBuilder.VectorSource source)
    {
        var count = Math.Min(MostQueries, keys.Count);
        _keys = [.. Enumerable.Range(0, count).Select(i => keys[(int)((long)i * keys.Count / count)])];
        _dimension = dimension;
        _queries = new float[count * dimension];
        source(_keys, _queries);
        _best = [.. Enumerable.Range(0, count).Select(_ => new List<float>(Nearest + 1))];
    }

    /// <summary>Compares vectors with the queries.</summary>
    public void Add(IReadOnlyList<ChunkKey> keys, ReadOnlySpan<float> vectors)
    {
        var scores = new float[_keys.Length * keys.Count];
        _gemm.Multiply(new MatrixView(_queries, _keys.Length, _dimension), new MatrixView(vectors, keys.Count, _dimension).Transposed, scores);
        for (var query = 0; query < _keys.Length; query++)
        {
            for (var i = 0; i < keys.Count; i++)
            {
                if (keys[i] != _keys[query])
                    Keep(_best[query], scores[(query * keys.Count) + i]);
            }
        }
    }

    /// <summary>The share of the nearest that an index finds; 1 for a space of one vector.</summary>
    /// <param name="source">Gives the vectors of what it found.</param>
    public double RecallOf(SpaceIndex index, SpaceBuilder.VectorSource source)
    {
        var (found, wanted) = (0, 0);
        for (var query = 0; query < _keys.Length; query++)
        {
            if (_best[query].Count == 0)
                continue;

            var asked = _queries.AsSpan(query * _dimension, _dimension);
            ChunkKey[] hits = [.. index.Search(asked, Nearest + 1, filter: null)
                .Select(match => new ChunkKey((long)match.Key)).Where(key => key != _keys[query]).Take(Nearest)];
            var vectors = new float[hits.Length * _dimension];
            source(hits, vectors);
            var farthest = _best[query][^1] - Tie;
            for (var hit = 0; hit < hits.Length; hit++)
                found += TensorPrimitives.Dot<float>(asked, vectors.AsSpan(hit * _dimension, _dimension)) >= farthest ? 1 : 0;
            wanted += _best[query].Count;
        }

        return wanted == 0 ? 1 : (double)found / wanted;
    }

    public int Queries => _keys.Length;

    private static void Keep(List<float> best, float score)
    {
        if (best.Count == Nearest && score <= best[^1])
            return;

        if (best.Count == Nearest)
            best.RemoveAt(Nearest - 1);
        var place = best.Count;
        while (place > 0 && best[place - 1] < score)
            place--;
        best.Insert(place, score);
    }
}
