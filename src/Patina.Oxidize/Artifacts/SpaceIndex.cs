using System.Numerics.Tensors;
using Patina.Oxidize.Training;
using Patina.USearch;

namespace Patina.Oxidize.Artifacts;

/// <summary>
/// The index of a space. Where there is a second one of the leading numbers, that finds candidates, which are then ranked by the
/// full vectors. Owns both; thread-safe.
/// </summary>
internal sealed class SpaceIndex : IDisposable
{
    /// <summary>Candidates that the graph search keeps.</summary>
    private const int ExpansionSearch = 256;

    /// <summary>Candidates of the small index for each place of the answer, and how many at least.</summary>
    private const int CandidatesPerPlace = 8;
    private const int FewestCandidates = 128;

    private readonly VectorIndex _full;
    private readonly VectorIndex? _fast;

    /// <param name="fast">Null where there is none.</param>
    public SpaceIndex(VectorIndex full, VectorIndex? fast)
    {
        (_full, _fast) = (full, fast);
        full.ExpansionSearch = ExpansionSearch;
        fast?.ExpansionSearch = ExpansionSearch;
    }

    public int Dimension => _full.Dimensions;

    /// <summary>Maps the files.</summary>
    /// <exception cref="VectorIndexException">A file is missing or damaged.</exception>
    public static SpaceIndex View(string path, string? fastPath)
    {
        var full = VectorIndex.View(path);
        try
        {
            return new SpaceIndex(full, fastPath is null ? null : VectorIndex.View(fastPath));
        }
        catch
        {
            full.Dispose();
            throw;
        }
    }

    /// <summary>The nearest vectors, nearest first.</summary>
    /// <param name="query">Of the space's dimension.</param>
    public IReadOnlyList<VectorMatch> Search(ReadOnlySpan<float> query, int count, Func<ulong, bool>? filter)
    {
        if (_fast is null)
            return _full.Search(query, count, filter);

        var candidates = _fast.Search(Leading(query, _fast.Dimensions), Math.Max(count * CandidatesPerPlace, FewestCandidates), filter);
        var (vector, length) = (new float[Dimension], TensorPrimitives.Norm(query));
        var ranked = new List<VectorMatch>(candidates.Length);
        foreach (var candidate in candidates)
        {
            if (_full.TryGet(candidate.Key, vector))
                ranked.Add(new VectorMatch(candidate.Key, 1 - Cosine(query, length, vector)));
        }

        return [.. ranked.OrderBy(match => match.Distance).ThenBy(match => match.Key).Take(count)];
    }

    public bool TryGet(ulong key, Span<float> vector) => _full.TryGet(key, vector);

    public void Dispose()
    {
        _full.Dispose();
        _fast?.Dispose();
    }

    /// <summary>The leading numbers of a vector, at unit length.</summary>
    public static float[] Leading(ReadOnlySpan<float> vector, int count)
    {
        var leading = vector[..count].ToArray();
        UnitLength.Normalize(leading);
        return leading;
    }

    private static float Cosine(ReadOnlySpan<float> query, float length, ReadOnlySpan<float> vector) =>
        TensorPrimitives.Dot(query, vector) / MathF.Max(length * TensorPrimitives.Norm(vector), float.Epsilon);
}
