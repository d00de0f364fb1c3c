using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Patina.Embeddings;
using Patina.Memory.Chunks;

namespace Patina.Oxidize.Pairs;

/// <summary>Two things of the project that belong together: what one would ask, and what should be found.</summary>
internal sealed record RelatedPair
{
    /// <summary>A relation between two pieces of code, of which the first asks.</summary>
    public static RelatedPair OfCode(PairSource source, ProjectRelations project, ChunkKey subject, ChunkKey answer, float weight) => new()
    {
        Source = source,
        Question = project.PathOf(subject),
        Subject = subject,
        Origin = $"{project.PathOf(subject)} {subject}",
        Answers = [answer],
        Weight = weight,
    };

    public required PairSource Source { get; init; }

    /// <summary>Embedded as a question; where a <see cref="Subject"/> asks, what to call it.</summary>
    public required string Question { get; init; }

    /// <summary>The chunk or file whose own vector asks in place of a text; null where the text does.</summary>
    public ChunkKey? Subject { get; init; }

    /// <summary>
    /// Where the relation is from: a commit hash, <c>session:line</c>, <c>path::qualified_name</c>. Pairs of one origin are
    /// about the same thing, so that none is a wrong answer to another.
    /// </summary>
    public required string Origin { get; init; }

    /// <summary>Chunks, or one file, that answer it; any of them will do. Training takes the one that is nearest already.</summary>
    public required IReadOnlyList<ChunkKey> Answers { get; init; }

    /// <summary>What to embed in place of the only answer, which contains the question; null for the answers themselves.</summary>
    public Passage? Masked { get; init; }

    /// <summary>The chunk that the question was taken from, which is no answer; null where there is none.</summary>
    public ChunkKey? Itself { get; init; }

    /// <summary>
    /// Whether the answers were made by the origin itself, as a file that a commit added. Such a pair is learnt from, but nobody could
    /// have asked for what was not there, and it often quotes the question.
    /// </summary>
    public bool AnswersAreNew { get; init; }

    /// <summary>Seconds since 1970 (UTC); null for what has no date.</summary>
    public long? Timestamp { get; init; }

    /// <summary>How much it counts, above zero.</summary>
    public required float Weight { get; init; }

    /// <summary>
    /// A number that stands for the content of the pair: to pick a sample that does not depend on order, and to tell how
    /// many pairs of two runs differ.
    /// </summary>
    public ulong Digest
    {
        get
        {
            using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            digest.AppendData([(byte)Source]);
            digest.AppendData(Encoding.UTF8.GetBytes(Question));
            digest.AppendData(Encoding.UTF8.GetBytes(Masked?.Body ?? ""));
            Span<byte> key = stackalloc byte[sizeof(long)];
            if (Subject is { } subject)
            {
                BinaryPrimitives.WriteInt64LittleEndian(key, subject.Value);
                digest.AppendData(key);
                digest.AppendData(Encoding.UTF8.GetBytes(Origin));
            }

            foreach (var answer in Answers)
            {
                BinaryPrimitives.WriteInt64LittleEndian(key, answer.Value);
                digest.AppendData(key);
            }

            return BinaryPrimitives.ReadUInt64LittleEndian(digest.GetHashAndReset());
        }
    }
}
