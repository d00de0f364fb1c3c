using Patina.Eval.Sets;
using Patina.Memory.Chunks;
using Patina.Memory.Storage;
using Patina.Memory.Storage.Reading;

namespace Patina.Eval.Rankings;

/// <summary>Turns ranked chunks into ranked places: single chunks, or files by their best chunk.</summary>
internal sealed class PlaceList(MemoryDatabase memory)
{
    /// <summary>Places that count; what comes later is not found.</summary>
    public const int Depth = 100;

    private readonly Dictionary<ChunkKey, ChunkInfo> _chunks = memory.Chunks.Infos().ToDictionary(chunk => chunk.Key);

    /// <summary>Whether a chunk may be an answer.</summary>
    public bool Admits(QuerySet set, EvalQuery query, ChunkKey chunk) =>
        _chunks.TryGetValue(chunk, out var info) && set.Kinds.Contains(info.Kind) && !query.Ignored.Contains(chunk) && info.Path != query.File;

    public IReadOnlyList<EvalTarget> Of(QuerySet set, EvalQuery query, IEnumerable<ChunkKey> ranked)
    {
        var paths = new HashSet<string>(StringComparer.Ordinal);
        return
        [
            .. ranked.Where(chunk => Admits(set, query, chunk)).Where(chunk => set.ByChunk || paths.Add(_chunks[chunk].Path))
                .Take(Depth).Select(chunk => new EvalTarget(_chunks[chunk].Path, chunk)),
        ];
    }

    /// <summary>All chunks of the kinds that a set searches, in the order of their keys. A query may admit fewer.</summary>
    public IReadOnlyList<ChunkKey> All(QuerySet set) => [.. _chunks.Values.Where(chunk => set.Kinds.Contains(chunk.Kind)).Select(chunk => chunk.Key).OrderBy(chunk => chunk.Value)];

    /// <summary>Places among which is searched.</summary>
    public int Count(QuerySet set)
    {
        var chunks = _chunks.Values.Where(chunk => set.Kinds.Contains(chunk.Kind));
        return set.ByChunk ? chunks.Count() : chunks.Select(chunk => chunk.Path).Distinct(StringComparer.Ordinal).Count();
    }
}
