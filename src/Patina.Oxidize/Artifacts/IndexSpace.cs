using System.Numerics.Tensors;
using Patina.Memory.Chunks;
using Patina.Oxidize.Pairs;
using Patina.Oxidize.Projections;
using Patina.Oxidize.Tracing;
using Patina.Oxidize.Training;
using Patina.Oxidize.Units;

namespace Patina.Oxidize.Artifacts;

/// <summary>An index file, mapped; behind a projection, questions pass through it first.</summary>
internal sealed class IndexSpace : IVectorSpace
{
    private readonly SpaceIndex _index;
    private readonly Projection? _projection;
    private readonly Representatives? _places;

    /// <param name="index">Disposed with the space.</param>
    /// <param name="projection">Null for raw vectors.</param>
    /// <param name="places">The chunks that stand for the files of the space; null where it holds chunks.</param>
    public IndexSpace(string name, SpaceIndex index, Projection? projection, Representatives? places = null)
    {
        Name = name;
        _places = places;
        _projection = projection;
        _index = index;
    }

    public string Name { get; }

    /// <summary>The record of what the projection was trained on; null where there is none.</summary>
    public string? TracePath { get; init; }

    /// <summary>What files that ask went together with before; null where they ask with their vectors alone.</summary>
    public KnownPartners? Partners { get; init; }

    /// <summary>As <see cref="KnownPartners.Move"/> takes it.</summary>
    public double PartnerShare { get; init; }

    public bool TakesText => Name == SpaceManifest.BaseName || ProjectionTask.Of(Name).TakesText;

    public IReadOnlyList<VectorHit> Search(ReadOnlySpan<float> query, int count, Func<ChunkKey, bool>? filter = null) =>
        Nearest(Prepare(query), count, filter);

    public IReadOnlyList<VectorHit> SearchFrom(
        IReadOnlyCollection<ChunkKey> asking, ReadOnlySpan<float> vector, int count, Func<ChunkKey, bool>? filter = null)
    {
        var prepared = Prepare(vector);
        if (asking.Select(UnitOf).FirstOrDefault(unit => unit is not null) is { } unit)
            Partners?.Move(unit, prepared, PartnerShare, (key, room) => _index.TryGet((ulong)key.Value, room));
        return Nearest(prepared, count, filter);
    }

    private VectorHit[] Nearest(float[] prepared, int count, Func<ChunkKey, bool>? filter)
    {
        Func<ulong, bool>? byKey = filter is null ? null : key => filter(ChunkOf(key));
        return [.. _index.Search(prepared, count, byKey).Select(match => new VectorHit(ChunkOf(match.Key), 1 - match.Distance))];
    }

    public void Similarities(ReadOnlySpan<float> query, IReadOnlyList<ChunkKey> keys, Span<float> similarities)
    {
        var prepared = Prepare(query);
        var vector = new float[_index.Dimension];
        for (var i = 0; i < keys.Count; i++)
        {
            similarities[i] = TryRead(keys[i], vector)
                ? TensorPrimitives.Dot<float>(prepared, vector) / MathF.Max(TensorPrimitives.Norm<float>(vector), float.Epsilon)
                : 0;
        }
    }

    public bool TryRead(ChunkKey key, Span<float> vector) => UnitOf(key) is { } unit && _index.TryGet((ulong)unit.Value, vector);

    public IReadOnlyList<TracedPair> Trace(ReadOnlySpan<float> question, ReadOnlySpan<float> answer, int count)
    {
        if (_projection is null || TracePath is null)
        {
            throw new OxidizeException(
                OxidizeError.NotTraceable,
                $"{Name} has no record of what it was trained on. Write 'traceable: true' under it in .patina/oxidize.yaml, then run: patina oxidize");
        }

        var (pairs, vectors) = TraceFile.Read(TracePath);
        return InfluenceTrace.Find(_projection, pairs, vectors, question, answer, count);
    }

    public void Dispose() => _index.Dispose();

    private ChunkKey ChunkOf(ulong unit) => _places is null ? new ChunkKey((long)unit) : _places.ChunkOf(new ChunkKey((long)unit));

    private ChunkKey? UnitOf(ChunkKey chunk) => _places is null ? chunk : _places.FileOf(chunk);

    private float[] Prepare(ReadOnlySpan<float> query)
    {
        var prepared = new float[_index.Dimension];
        if (_projection is null)
            query.CopyTo(prepared);
        else
            _projection.Project(query, prepared, asks: true);
        return prepared;
    }
}
