using System.Numerics.Tensors;
using Patina.Embeddings;
using Patina.Eval.Sets;
using Patina.Memory.Chunks;
using Patina.Memory.Storage;
using Patina.Oxidize;

namespace Patina.Eval.Rankings;

/// <summary>Vectors alone: those of the model, or one projection of them.</summary>
/// <param name="raw">The model's own, which chunks and files ask with.</param>
internal sealed class SpaceRanking(IVectorSpace space, IVectorSpace raw, IEmbeddingEngine engine, MemoryDatabase memory, PlaceList places) : IRanking
{
    private const int Chunks = 500;

    public string Name => space == raw ? "vectors" : space.Name;

    public bool Takes(QuerySet set) => space == raw || (space.Name switch
    {
        "dependency" => set.Name == SetNames.Calls,
        "temporal" => set.Name == SetNames.CoChanges,
        _ => set.Name is not (SetNames.Calls or SetNames.CoChanges),
    });

    public IReadOnlyList<EvalTarget> Rank(QuerySet set, EvalQuery query)
    {
        var vector = new float[engine.Dimension];
        IReadOnlyCollection<ChunkKey> asking = [];
        if (query.Subject is { } subject)
        {
            raw.TryRead(subject, vector);
            asking = [subject];
        }
        else if (query.File is { } file)
        {
            asking = [.. memory.Chunks.OfPath(file).Select(chunk => chunk.Key)];
            MeanOf(asking, vector);
        }
        else
        {
            engine.EmbedQuery(query.Text, vector);
        }

        return places.Of(set, query, space.SearchFrom(asking, vector, Chunks, chunk => places.Admits(set, query, chunk)).Select(hit => hit.Key));
    }

    private void MeanOf(IReadOnlyCollection<ChunkKey> chunks, float[] mean)
    {
        var vector = new float[mean.Length];
        foreach (var chunk in chunks)
        {
            if (raw.TryRead(chunk, vector))
                TensorPrimitives.Add(mean, vector, mean);
        }

        TensorPrimitives.Divide(mean, MathF.Max(TensorPrimitives.Norm<float>(mean), float.Epsilon), mean);
    }
}
