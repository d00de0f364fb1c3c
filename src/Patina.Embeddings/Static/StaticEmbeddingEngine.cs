using System.Numerics.Tensors;
using System.Runtime.ExceptionServices;
using Patina.Tokenizers;

namespace Patina.Embeddings.Static;

/// <summary>
/// The <c>static</c> runtime. Vectors are of unit length whatever the model's files say about normalizing, as
/// <see cref="IEmbeddingEngine"/> promises. A text's vector does not depend on the batch it is in.
/// </summary>
internal sealed class StaticEmbeddingEngine : IEmbeddingEngine
{
    /// <summary>Passages between two reports of progress; enough work that starting threads costs nothing beside it.</summary>
    private const int BlockSize = 256;

    private readonly StaticModel _model;

    private StaticEmbeddingEngine(string modelName, StaticModel model)
    {
        ModelName = modelName;
        _model = model;
    }

    public string ModelName { get; }

    public int Dimension => _model.Dimension;

    public string Fingerprint => _model.Fingerprint;

    /// <inheritdoc cref="StaticModel.Open"/>
    public static StaticEmbeddingEngine Open(
        string modelName, string folder, StaticModelOptions? options = null, string? weightsDigest = null)
    {
        var normalized = (options ?? new StaticModelOptions()) with { Normalize = true };
        return new StaticEmbeddingEngine(modelName, StaticModel.Open(folder, normalized, weightsDigest));
    }

    public void Embed(string text, Span<float> vector)
    {
        try
        {
            _model.Embed(text, vector);
        }
        catch (TokenizerException error)
        {
            throw BadText(error, text);
        }

        CheckFinite(vector, text);
    }

    public void EmbedQuery(string text, Span<float> vector) => Embed(text, vector);

    public void EmbedPassage(Passage passage, Span<float> vector)
    {
        EmbedUnchecked(passage, vector);
        CheckFinite(vector, passage.Body);
    }

    public void EmbedBatch(
        IReadOnlyList<Passage> passages, Span<float> vectors, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        if (vectors.Length != (long)passages.Count * Dimension)
        {
            throw new ArgumentException(
                $"{passages.Count} passages need room for {(long)passages.Count * Dimension} numbers, there is room for {vectors.Length}.",
                nameof(vectors));
        }

        // A span cannot go to other threads, so they fill a block that is copied.
        var block = new float[Math.Min(BlockSize, passages.Count) * Dimension];
        for (var first = 0; first < passages.Count; first += BlockSize)
        {
            var count = Math.Min(BlockSize, passages.Count - first);
            EmbedBlock(passages, first, count, block, cancellation);
            for (var i = 0; i < count; i++)
                CheckFinite(block.AsSpan(i * Dimension, Dimension), passages[first + i].Body);
            block.AsSpan(0, count * Dimension).CopyTo(vectors[(first * Dimension)..]);
            progress?.Report(first + count);
        }
    }

    public void Dispose() => _model.Dispose();

    private void EmbedBlock(IReadOnlyList<Passage> passages, int first, int count, float[] block, CancellationToken cancellation)
    {
        try
        {
            var options = new ParallelOptions { CancellationToken = cancellation };
            Parallel.For(0, count, options, i => EmbedUnchecked(passages[first + i], block.AsSpan(i * Dimension, Dimension)));
        }
        catch (AggregateException error)
        {
            ExceptionDispatchInfo.Throw(error.InnerExceptions[0]);
        }
    }

    private void EmbedUnchecked(Passage passage, Span<float> vector)
    {
        try
        {
            _model.Embed(passage, vector);
        }
        catch (TokenizerException error)
        {
            throw BadText(error, passage.Body);
        }
    }

    private static EmbeddingException BadText(TokenizerException error, string text) =>
        new(EmbeddingError.BadText, $"{error.Message} The text begins {Quote(text)}.", error);

    private void CheckFinite(ReadOnlySpan<float> vector, string text)
    {
        if (float.IsFinite(TensorPrimitives.SumOfSquares(vector)))
            return;

        throw new EmbeddingException(EmbeddingError.NotFinite,
            $"Model {ModelName} gives a vector with NaN or infinity for the text {Quote(text)}. " +
            "Its weights are damaged; fetch the model again.");
    }

    private static string Quote(string text)
    {
        const int longest = 60;
        var start = text.Length <= longest ? text : text[..longest] + "…";
        return $"'{start.ReplaceLineEndings(" ")}'";
    }
}
