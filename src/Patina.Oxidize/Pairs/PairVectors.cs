using System.Numerics.Tensors;
using System.Security.Cryptography;
using System.Text;
using Patina.Embeddings;
using Patina.Memory;
using Patina.Memory.Chunks;
using Patina.Oxidize.Artifacts;
using Patina.Oxidize.Evaluation;
using Patina.Oxidize.Training;
using Patina.Oxidize.Units;

namespace Patina.Oxidize.Pairs;

/// <summary>Embeds questions and masked answers through the cache, and collects what training reads. Not thread-safe.</summary>
/// <param name="units">What subjects and answers are keys of.</param>
internal sealed class PairVectors(
    EmbeddingCache cache, IEmbeddingEngine engine, IUnits units, IProgress<StageProgress>? progress, CancellationToken cancellation)
{
    /// <summary>Answers compared with a question at most; of more, an even sample.</summary>
    private const int MostAnswers = 64;

    private const int BlockSize = 1024;

    private readonly List<float> _values = [];
    private readonly Dictionary<CacheKey, int> _rowsByContent = [];
    private readonly Dictionary<ChunkKey, int> _rowsByUnit = [];

    /// <summary>Embeds what the cache lacks of some pairs and held-out questions.</summary>
    /// <returns>How many texts were embedded.</returns>
    public int Embed(IEnumerable<RelatedPair> pairs, IEnumerable<HeldOutQuestion> heldOut)
    {
        var questions = pairs.Where(pair => pair.Subject is null).Select(pair => pair.Question)
            .Concat(heldOut.Where(question => question.Subject is null).Select(question => question.Text)).Distinct().Where(text => !cache.Contains(CacheKey.OfQuery(text))).ToList();
        var masked = pairs.Select(pair => pair.Masked).OfType<Passage>().Distinct().Where(passage => !cache.Contains(KeyOf(passage))).ToList();
        EmbedBlocks(questions, CacheKey.OfQuery, EmbedQuestions);
        EmbedBlocks(masked, KeyOf, (block, vectors) => engine.EmbedBatch(block, vectors, progress: null, cancellation));
        cache.Flush();
        return questions.Count + masked.Count;
    }

    /// <summary>The pairs as rows of <see cref="Table"/>; their texts must have been embedded.</summary>
    public PairSet Rows(IReadOnlyList<RelatedPair> pairs)
    {
        var groups = new Dictionary<string, int>();
        var (anchors, positives, members) = (new List<int>(), new List<int>(), new List<int>());
        foreach (var pair in pairs)
        {
            var anchor = pair.Subject is { } subject ? RowOf(subject) : RowOf(CacheKey.OfQuery(pair.Question));
            anchors.Add(anchor);
            positives.Add(pair.Masked is { } masked ? RowOf(KeyOf(masked)) : Nearest(anchor, pair.Answers));
            members.Add(groups.TryGetValue(pair.Origin, out var group) ? group : groups[pair.Origin] = groups.Count);
        }

        return new PairSet { Anchors = anchors, Positives = positives, Groups = members, Weights = [.. pairs.Select(pair => pair.Weight)] };
    }

    /// <summary>All vectors that were asked for so far.</summary>
    public VectorTable Table() => new([.. _values], units.Dimension);

    /// <summary>Reads the vector of a question that was embedded.</summary>
    public void ReadQuestion(string question, Span<float> vector) => Read(CacheKey.OfQuery(question), vector);

    /// <summary>Reads the vectors of held-out questions, whose texts must have been embedded.</summary>
    /// <returns>Row-major [questions × dimension].</returns>
    public float[] ReadQuestions(IReadOnlyList<HeldOutQuestion> questions)
    {
        var vectors = new float[questions.Count * units.Dimension];
        for (var i = 0; i < questions.Count; i++)
        {
            var vector = vectors.AsSpan(i * units.Dimension, units.Dimension);
            if (questions[i].Subject is { } subject)
                units.Read([subject], vector);
            else
                ReadQuestion(questions[i].Text, vector);
        }

        return vectors;
    }

    private static CacheKey KeyOf(Passage passage) => CacheKey.Of(
        EmbeddingRole.Passage, SHA256.HashData(Encoding.UTF8.GetBytes($"masked\0{passage.Head}\0{passage.Body}")));

    private void EmbedBlocks<T>(List<T> items, Func<T, CacheKey> keyOf, EmbedBlock<T> embed)
    {
        for (var first = 0; first < items.Count; first += BlockSize)
        {
            var block = items.GetRange(first, Math.Min(BlockSize, items.Count - first));
            var vectors = new float[block.Count * engine.Dimension];
            embed(block, vectors);
            cache.Append([.. block.Select(keyOf)], vectors);
            progress?.Report(new StageProgress(OxidizeStages.Pairing, first + block.Count, items.Count));
        }
    }

    private delegate void EmbedBlock<T>(IReadOnlyList<T> block, float[] vectors);

    private void EmbedQuestions(IReadOnlyList<string> block, float[] vectors) =>
        Parallel.For(0, block.Count, new ParallelOptions { CancellationToken = cancellation }, i =>
            engine.EmbedQuery(block[i], vectors.AsSpan(i * engine.Dimension, engine.Dimension)));

    private int Nearest(int anchor, IReadOnlyList<ChunkKey> answers)
    {
        var question = Row(anchor).ToArray();
        var step = (answers.Count + MostAnswers - 1) / MostAnswers;
        var nearest = -1;
        var similarity = float.NegativeInfinity;
        for (var i = 0; i < answers.Count; i += step)
        {
            var row = RowOf(answers[i]);
            var own = TensorPrimitives.Dot<float>(question, Row(row));
            if (own > similarity)
                (nearest, similarity) = (row, own);
        }

        return nearest;
    }

    /// <summary>The row of a unit, which gets one when it has none.</summary>
    public int RowOf(ChunkKey unit)
    {
        if (!_rowsByUnit.TryGetValue(unit, out var row))
        {
            var vector = new float[units.Dimension];
            units.Read([unit], vector);
            _rowsByUnit[unit] = row = Append(vector);
        }

        return row;
    }

    private int RowOf(CacheKey content)
    {
        if (!_rowsByContent.TryGetValue(content, out var row))
        {
            var vector = new float[units.Dimension];
            Read(content, vector);
            _rowsByContent[content] = row = Append(vector);
        }

        return row;
    }

    private void Read(CacheKey content, Span<float> vector)
    {
        if (!cache.TryRead(content, vector))
            throw new InvalidOperationException("A text of a pair has no vector, though all were embedded.");
    }

    private int Append(float[] vector)
    {
        _values.AddRange(vector);
        return (_values.Count / units.Dimension) - 1;
    }

    /// <summary>A row of <see cref="Table"/>; valid until the next is added.</summary>
    public ReadOnlySpan<float> Row(int row) =>
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_values).Slice(row * units.Dimension, units.Dimension);
}
