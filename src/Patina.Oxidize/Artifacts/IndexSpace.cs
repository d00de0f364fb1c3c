using System.Numerics.Tensors;
using Patina.Memory.Chunks;
using Patina.Oxidize.Training;
using Patina.USearch;

namespace Patina.Oxidize.Artifacts;

/// <summary>An index file, mapped; behind a projection, questions pass through it first.</summary>
internal sealed class IndexSpace : IVectorSpace
{
    /// <summary>Candidates that the graph search keeps.</summary>
    private const int ExpansionSearch = 256;

    private readonly VectorIndex _index;
    private readonly Projection? _projection;

    /// <param name="path">The index.</param>
    /// <param name="projection">Null for raw vectors.</param>
    public IndexSpace(string name, string path, Projection? projection)
    {
        Name = name;
        _projection = projection;
        _index = VectorIndex.View(path);
        _index.ExpansionSearch = ExpansionSearch;
    }

    public string Name { get; }

    public IReadOnlyList<VectorHit> Search(ReadOnlySpan<float> query, int count, Func<ChunkKey, bool>? filter = null)
    {
        var prepared = Prepare(query);
        Func<ulong, bool>? byKey = filter is null ? null : key => filter(new ChunkKey((long)key));
        return [.. _index.Search(prepared, count, byKey).Select(match => new VectorHit(new ChunkKey((long)match.Key), 1 - match.Distance))];
    }

    public void Similarities(ReadOnlySpan<float> query, IReadOnlyList<ChunkKey> keys, Span<float> similarities)
    {
        var prepared = Prepare(query);
        var vector = new float[_index.Dimensions];
        for (var i = 0; i < keys.Count; i++)
        {
            similarities[i] = _index.TryGet((ulong)keys[i].Value, vector)
                ? TensorPrimitives.Dot<float>(prepared, vector) / MathF.Max(TensorPrimitives.Norm<float>(vector), float.Epsilon)
                : 0;
        }
    }

    public void Dispose() => _index.Dispose();

    private float[] Prepare(ReadOnlySpan<float> query)
    {
        var prepared = new float[_index.Dimensions];
        if (_projection is null)
            query.CopyTo(prepared);
        else
            _projection.Project(query, prepared);
        return prepared;
    }
}
