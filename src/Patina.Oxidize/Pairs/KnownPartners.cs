using System.Buffers.Binary;
using System.Numerics.Tensors;
using Patina.Memory.Chunks;
using Patina.Oxidize.Training;

namespace Patina.Oxidize.Pairs;

/// <summary>
/// What each file went together with before. When the file asks, its vector y is moved toward theirs: y + share · Σ wᵢ yᵢ at unit
/// length, with weights that sum to 1. So files that are like its partners are found too, which counting cannot do.
/// </summary>
/// <remarks>File: per relation i64 key of what asks, i64 key of the partner and f32 weight, little-endian.</remarks>
internal sealed class KnownPartners
{
    /// <summary>Partners that one file is moved toward; of more, those that count most.</summary>
    private const int MostPartners = 64;

    private const int EntrySize = (2 * sizeof(long)) + sizeof(float);

    private readonly IReadOnlyDictionary<ChunkKey, (ChunkKey Key, float Weight)[]> _partners;

    private KnownPartners(IReadOnlyDictionary<ChunkKey, (ChunkKey Key, float Weight)[]> partners) => _partners = partners;

    public static KnownPartners None { get; } = new(new Dictionary<ChunkKey, (ChunkKey Key, float Weight)[]>());

    /// <summary>Reads the vector of a partner as the space has it; false when it is not in the space.</summary>
    public delegate bool VectorReader(ChunkKey partner, Span<float> vector);

    /// <param name="pairs">Those in which a text asks are passed over.</param>
    public static KnownPartners Of(IEnumerable<RelatedPair> pairs) => new(
        pairs.Where(pair => pair.Subject is not null)
            .GroupBy(pair => pair.Subject!.Value)
            .ToDictionary(asking => asking.Key, asking => Heaviest(asking)));

    /// <summary>Moves the question of a file toward its partners; one that has none stays.</summary>
    /// <param name="question">Of the space, at unit length.</param>
    public void Move(ChunkKey asking, Span<float> question, double share, VectorReader read)
    {
        if (share == 0 || !_partners.TryGetValue(asking, out var partners))
            return;

        var (mean, vector, total) = (new float[question.Length], new float[question.Length], 0f);
        foreach (var (key, weight) in partners)
        {
            if (!read(key, vector))
                continue;
            TensorPrimitives.MultiplyAdd(vector, weight, mean, mean);
            total += weight;
        }

        if (total == 0)
            return;
        TensorPrimitives.MultiplyAdd(mean, (float)(share / total), question, question);
        UnitLength.Normalize(question);
    }

    public void Write(string path)
    {
        var bytes = new byte[_partners.Values.Sum(partners => partners.Length) * EntrySize];
        var rest = bytes.AsSpan();
        foreach (var (asking, partners) in _partners.OrderBy(entry => entry.Key.Value))
        {
            foreach (var (key, weight) in partners)
            {
                BinaryPrimitives.WriteInt64LittleEndian(rest, asking.Value);
                BinaryPrimitives.WriteInt64LittleEndian(rest[sizeof(long)..], key.Value);
                BinaryPrimitives.WriteSingleLittleEndian(rest[(2 * sizeof(long))..], weight);
                rest = rest[EntrySize..];
            }
        }

        File.WriteAllBytes(path, bytes);
    }

    public static KnownPartners Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        return new KnownPartners(Enumerable.Range(0, bytes.Length / EntrySize)
            .Select(i => bytes.AsMemory(i * EntrySize, EntrySize))
            .GroupBy(entry => new ChunkKey(BinaryPrimitives.ReadInt64LittleEndian(entry.Span)))
            .ToDictionary(asking => asking.Key, asking => asking.Select(entry => (
                new ChunkKey(BinaryPrimitives.ReadInt64LittleEndian(entry.Span[sizeof(long)..])),
                BinaryPrimitives.ReadSingleLittleEndian(entry.Span[(2 * sizeof(long))..]))).ToArray()));
    }

    private static (ChunkKey Key, float Weight)[] Heaviest(IEnumerable<RelatedPair> pairs) =>
    [
        .. pairs.GroupBy(pair => pair.Answers[0])
            .Select(partner => (partner.Key, Weight: partner.Sum(pair => pair.Weight)))
            .OrderByDescending(partner => partner.Weight).ThenBy(partner => partner.Key.Value)
            .Take(MostPartners),
    ];
}
