using System.Numerics.Tensors;
using Patina.Memory.Chunks;
using Patina.Memory.Storage;
using Patina.Oxidize;
using Patina.Oxidize.Recipes;
using Patina.Scry.Ranking;

namespace Patina.Scry;

/// <summary>Answers by one projection alone. Where it is off, the raw vectors answer for the kinds of chunks that it relates.</summary>
internal sealed class Dimensions(MemoryDatabase memory, IReadOnlyList<IVectorSpace> spaces, int rawDimension)
{
    /// <summary>What a user must know when a projection was asked for that is off; null when it is on.</summary>
    /// <exception cref="ScryException"><see cref="ScryError.BadQuery"/>: there is no such projection.</exception>
    public string? NoticeOf(string dimension)
    {
        if (!ProjectionRecipe.KnownNames.Contains(dimension))
        {
            throw new ScryException(
                ScryError.BadQuery, $"--dimension {dimension}: no such projection. There are {string.Join(", ", ProjectionRecipe.KnownNames)}.");
        }

        return IsOn(dimension) ? null : $"{dimension} is off in this project, as .patina/oxidize.lock tells; the model's own vectors answer";
    }

    public bool IsOn(string dimension) => spaces.Any(space => space.Name == dimension);

    /// <summary>The nearest chunks to a vector, with the cosine as score; a file is its first chunk.</summary>
    /// <param name="allowed">Which chunks may be returned; null for all.</param>
    /// <param name="asking">The chunks of the file that asks; none for a question in words.</param>
    public IReadOnlyList<Candidate> Nearest(
        string dimension, ReadOnlySpan<float> vector, int count, Func<ChunkKey, bool>? allowed, IReadOnlyCollection<ChunkKey>? asking = null)
    {
        var space = spaces.FirstOrDefault(space => space.Name == dimension);
        var filter = space is null ? OfKinds(VectorSpaces.KindsOf(dimension), allowed) : allowed;
        var found = new List<Candidate>();
        foreach (var (key, similarity) in (space ?? spaces[0]).SearchFrom(asking ?? [], vector, count, filter))
        {
            var candidate = new Candidate(key);
            candidate.Add(new Evidence(space is null ? "vectors" : dimension, found.Count + 1, similarity, similarity));
            found.Add(candidate);
        }

        return found;
    }

    /// <summary>The nearest chunks to any chunk of a file that the projection relates, outside of the file.</summary>
    public IReadOnlyList<Candidate> NearestToFile(string dimension, string path, int count)
    {
        var kinds = VectorSpaces.KindsOf(dimension);
        var chunks = memory.Chunks.OfPath(path).ToList();
        var own = chunks.Select(chunk => chunk.Key).ToHashSet();
        var asking = chunks.Where(chunk => kinds.Contains(chunk.Kind)).Select(chunk => RawVector(chunk.Key)).OfType<float[]>().ToList();
        var vectors = dimension == "temporal" && asking.Count > 0 ? [MeanOf(asking)] : asking;
        return
        [
            .. vectors.SelectMany(vector => Nearest(dimension, vector, count + own.Count, key => !own.Contains(key), own))
                .GroupBy(candidate => candidate.Key).Select(same => same.MaxBy(candidate => candidate.Score)!)
                .OrderByDescending(candidate => candidate.Score).Take(count),
        ];
    }

    private Func<ChunkKey, bool> OfKinds(IReadOnlyList<ChunkKind> kinds, Func<ChunkKey, bool>? allowed)
    {
        var keys = kinds.SelectMany(kind => memory.Chunks.Keys(new(kind))).ToHashSet();
        return key => keys.Contains(key) && allowed?.Invoke(key) != false;
    }

    private float[]? RawVector(ChunkKey chunk)
    {
        var vector = new float[rawDimension];
        return spaces[0].TryRead(chunk, vector) ? vector : null;
    }

    private static float[] MeanOf(List<float[]> vectors)
    {
        var mean = new float[vectors[0].Length];
        foreach (var vector in vectors)
            TensorPrimitives.Add(mean, vector, mean);
        TensorPrimitives.Divide(mean, MathF.Max(TensorPrimitives.Norm<float>(mean), float.Epsilon), mean);
        return mean;
    }
}
