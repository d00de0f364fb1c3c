using Patina.Memory.Chunks;
using Patina.Oxidize.Tracing;

namespace Patina.Oxidize;

/// <summary>
/// A vector index over the chunks of a project, those of some kinds, or its files, opened for reading: the raw vectors or one
/// projection. A file is returned as its first chunk. Thread-safe.
/// </summary>
public interface IVectorSpace : IDisposable
{
    /// <summary><c>base</c>, or the projection's name.</summary>
    string Name { get; }

    /// <summary>Whether questions in words are its business: it was trained on such. Else it relates code to code, files to files.</summary>
    bool TakesText { get; }

    /// <summary>Finds the nearest chunks.</summary>
    /// <param name="query">The raw vector of the question, of the model's dimension; a projection is applied inside.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="filter">Which chunks may be returned; null for all. With a filter, no match within it is missed for lack of candidates.</param>
    /// <returns>Nearest first, with cosine similarity in [-1, 1].</returns>
    IReadOnlyList<VectorHit> Search(ReadOnlySpan<float> query, int count, Func<ChunkKey, bool>? filter = null);

    /// <summary>Finds what is nearest to a file or chunk of the project. What it went together with before counts, where the space knows it.</summary>
    /// <param name="asking">The chunk, or all chunks of the file.</param>
    /// <param name="vector">Its raw vector.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="filter">As for <see cref="Search"/>.</param>
    IReadOnlyList<VectorHit> SearchFrom(
        IReadOnlyCollection<ChunkKey> asking, ReadOnlySpan<float> vector, int count, Func<ChunkKey, bool>? filter = null);

    /// <summary>Cosine similarity to given chunks, for candidates that another list found.</summary>
    /// <param name="query">As for <see cref="Search"/>.</param>
    /// <param name="similarities">Receives one number per key; 0 for a chunk that is not in the space.</param>
    void Similarities(ReadOnlySpan<float> query, IReadOnlyList<ChunkKey> keys, Span<float> similarities);

    /// <summary>Reads the vector of a chunk as the space has it, in its precision.</summary>
    /// <param name="vector">Receives it; of the space's dimension, which for the raw vectors is the model's.</param>
    /// <returns>Whether the chunk is in the space.</returns>
    bool TryRead(ChunkKey key, Span<float> vector);

    /// <summary>Finds which training pairs of the projection moved an answer most.</summary>
    /// <param name="question">The raw vector of the question.</param>
    /// <param name="answer">The raw vector of the answer.</param>
    /// <param name="count">How many at most.</param>
    /// <returns>The largest influence first.</returns>
    /// <exception cref="OxidizeException"><see cref="OxidizeError.NotTraceable"/>: what is needed was not recorded.</exception>
    IReadOnlyList<TracedPair> Trace(ReadOnlySpan<float> question, ReadOnlySpan<float> answer, int count);
}

/// <param name="Similarity">Cosine, in [-1, 1].</param>
public readonly record struct VectorHit(ChunkKey Key, float Similarity);
