using System.Numerics.Tensors;
using Patina.Embeddings;

namespace Patina.Tests.Oxidize;

/// <summary>A model for tests: each word adds ±1 at one place, so texts that share words are near. Counts what it embeds.</summary>
internal sealed class HashingEngine(string fingerprint = "00112233445566778899", int dimension = 512) : IEmbeddingEngine
{
    public string ModelName => "hashing";

    public int Dimension => dimension;

    public string Fingerprint => fingerprint;

    /// <summary>Passages embedded so far.</summary>
    public int Passages { get; private set; }

    /// <summary>Throws once so many passages were embedded.</summary>
    public int FailAfter { get; set; } = int.MaxValue;

    public void Embed(string text, Span<float> vector)
    {
        vector.Clear();
        foreach (var word in text.ToLowerInvariant().Split([' ', '\n', '.', ',', '#', ':', '-', '_', '/'], StringSplitOptions.RemoveEmptyEntries))
        {
            var hash = word.Aggregate(2166136261u, (sum, letter) => (sum ^ letter) * 16777619u);
            vector[(int)(hash % (uint)dimension)] += (hash & 0x10000) == 0 ? 1 : -1;
        }

        var length = TensorPrimitives.Norm<float>(vector);
        if (length > 0)
            TensorPrimitives.Divide(vector, length, vector);
    }

    public void EmbedQuery(string text, Span<float> vector) => Embed(text, vector);

    public void EmbedWithInstruction(string instruction, string text, Span<float> vector) => Embed(text, vector);

    public void EmbedPassage(Passage passage, Span<float> vector) => Embed($"{passage.Head} {passage.Body}", vector);

    public void EmbedBatch(IReadOnlyList<Passage> passages, Span<float> vectors, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        for (var i = 0; i < passages.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Passages++ >= FailAfter)
                throw new EmbeddingException(EmbeddingError.BadText, "Enough.");
            EmbedPassage(passages[i], vectors.Slice(i * dimension, dimension));
            progress?.Report(i + 1);
        }
    }

    public long EmbedTexts(
        IReadOnlyList<string> texts, TextRole role, Span<float> vectors, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        EmbedBatch([.. texts.Select(text => new Passage("", text))], vectors, progress, cancellation);
        return texts.Sum(text => (long)text.Split(' ').Length);
    }

    public void Shorten(ReadOnlySpan<float> vector, Span<float> shorter) => vector[..shorter.Length].CopyTo(shorter);

    public void Dispose()
    {
    }
}
