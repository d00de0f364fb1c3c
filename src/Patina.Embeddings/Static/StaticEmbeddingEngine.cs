using System.Numerics.Tensors;
using System.Runtime.ExceptionServices;
using Patina.Embeddings.Pipeline;
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
        var unit = (options ?? new StaticModelOptions()) with { Normalize = options?.Normalize ?? true };
        return new StaticEmbeddingEngine(modelName, StaticModel.Open(folder, unit, weightsDigest));
    }

    public void Embed(string text, Span<float> vector)
    {
        EmbedUnchecked(text, vector);
        CheckFinite(vector, text);
    }

    public void EmbedQuery(string text, Span<float> vector) => Embed(text, vector);

    public void EmbedWithInstruction(string instruction, string text, Span<float> vector) =>
        throw new EmbeddingException(EmbeddingError.Unsupported,
            $"Model {ModelName} adds up the vectors of words; it was not made for instructions. Ask without one, or choose a model such as Qwen3-Embedding.");

    public void EmbedPassage(Passage passage, Span<float> vector)
    {
        EmbedUnchecked(passage, vector);
        CheckFinite(vector, passage.Body);
    }

    public void EmbedBatch(
        IReadOnlyList<Passage> passages, Span<float> vectors, IProgress<int>? progress = null, CancellationToken cancellation = default) =>
        EmbedAll(passages.Count, (i, vector) => EmbedUnchecked(passages[i], vector), i => passages[i].Body, vectors, progress, cancellation);

    public long EmbedTexts(
        IReadOnlyList<string> texts, TextRole role, Span<float> vectors, IProgress<int>? progress = null, CancellationToken cancellation = default) =>
        EmbedAll(texts.Count, (i, vector) => EmbedUnchecked(texts[i], vector), i => texts[i], vectors, progress, cancellation);

    public void Shorten(ReadOnlySpan<float> vector, Span<float> shorter) => _model.Shorten(vector, shorter);

    public void Dispose() => _model.Dispose();

    /// <param name="embed">Writes the vector of one of them and returns its tokens; called from several threads.</param>
    /// <returns>Tokens of all of them.</returns>
    private long EmbedAll(
        int total, Func<int, Span<float>, int> embed, Func<int, string> textOf, Span<float> vectors, IProgress<int>? progress,
        CancellationToken cancellation)
    {
        if (vectors.Length != (long)total * Dimension)
        {
            throw new ArgumentException(
                $"{total} texts need room for {(long)total * Dimension} numbers, there is room for {vectors.Length}.",
                nameof(vectors));
        }

        // A span cannot go to other threads, so they fill a block that is copied.
        var block = new float[Math.Min(BlockSize, total) * Dimension];
        var tokens = 0L;
        for (var first = 0; first < total; first += BlockSize)
        {
            var count = Math.Min(BlockSize, total - first);
            tokens += EmbedBlock(first, count, embed, block, cancellation);
            for (var i = 0; i < count; i++)
                CheckFinite(block.AsSpan(i * Dimension, Dimension), textOf(first + i));
            block.AsSpan(0, count * Dimension).CopyTo(vectors[(first * Dimension)..]);
            progress?.Report(first + count);
        }

        return tokens;
    }

    private long EmbedBlock(int first, int count, Func<int, Span<float>, int> embed, float[] block, CancellationToken cancellation)
    {
        try
        {
            var tokens = 0L;
            var options = new ParallelOptions { CancellationToken = cancellation };
            Parallel.For(0, count, options, i =>
                Interlocked.Add(ref tokens, embed(first + i, block.AsSpan(i * Dimension, Dimension))));
            return tokens;
        }
        catch (AggregateException error)
        {
            ExceptionDispatchInfo.Throw(error.InnerExceptions[0]);
            throw;
        }
    }

    private int EmbedUnchecked(string text, Span<float> vector)
    {
        try
        {
            return _model.Embed(text, vector);
        }
        catch (TokenizerException error)
        {
            throw BadText(error, text);
        }
    }

    private int EmbedUnchecked(Passage passage, Span<float> vector)
    {
        try
        {
            return _model.Embed(passage, vector);
        }
        catch (TokenizerException error)
        {
            throw BadText(error, passage.Body);
        }
    }

    private static EmbeddingException BadText(TokenizerException error, string text) =>
        new(EmbeddingError.BadText, $"{error.Message} The text begins {TextQuote.Of(text)}.", error);

    private void CheckFinite(ReadOnlySpan<float> vector, string text)
    {
        if (float.IsFinite(TensorPrimitives.SumOfSquares(vector)))
            return;

        throw new EmbeddingException(EmbeddingError.NotFinite,
            $"Model {ModelName} gives a vector with NaN or infinity for the text {TextQuote.Of(text)}. " +
            "Its weights are damaged; fetch the model again.");
    }
}
