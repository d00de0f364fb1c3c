using System.Buffers;
using System.Collections.Concurrent;
using System.Numerics.Tensors;
using System.Runtime.ExceptionServices;
using Patina.Embeddings.Settings;
using Patina.Tokenizers;

namespace Patina.Embeddings.Pipeline;

/// <summary>Runs texts through a model in batches of like length, several at once where that is faster. Thread-safe.</summary>
internal sealed class BatchRunner(
    string modelName, ITokenEncoder encoder, TextTokenizer tokenizer, Pooling pooling, VectorFinish finish, ModelSettings settings, int threads)
{
    /// <summary>Texts that are sorted together: enough for batches of like length, few enough to hold.</summary>
    private const int WindowSize = 4096;

    private long _read;
    private long _computed;

    public int Dimension => finish.Dimension;

    /// <summary>Of all runs so far.</summary>
    public TokenCount Counted => new(Interlocked.Read(ref _read), Interlocked.Read(ref _computed));

    /// <param name="textOf">Gives each text; called from one thread.</param>
    /// <param name="vectors">Row-major [texts × <see cref="Dimension"/>].</param>
    /// <returns>Tokens that were read, padding not counted.</returns>
    public long Run(int count, Func<int, PromptedText> textOf, Span<float> vectors, IProgress<int>? progress, CancellationToken cancellation)
    {
        if (vectors.Length != (long)count * Dimension)
        {
            throw new ArgumentException(
                $"{count} texts need room for {(long)count * Dimension} numbers, there is room for {vectors.Length}.", nameof(vectors));
        }

        var tokens = 0L;
        for (var first = 0; first < count; first += WindowSize)
        {
            var texts = new PromptedText[Math.Min(WindowSize, count - first)];
            for (var i = 0; i < texts.Length; i++)
                texts[i] = textOf(first + i);

            // A span cannot go to other threads, so they fill a window that is copied.
            var window = new float[texts.Length * Dimension];
            tokens += RunWindow(texts, window, new Advance(progress, first), cancellation);
            window.CopyTo(vectors[(first * Dimension)..]);
        }

        return tokens;
    }

    private long RunWindow(PromptedText[] texts, float[] vectors, Advance advance, CancellationToken cancellation)
    {
        var ids = tokenizer.EncodeAll(texts, threads, cancellation);
        var lengths = Array.ConvertAll(ids, text => text.Length);
        var batches = BatchPlan.Make(lengths, encoder.MixesRows ? 1 : encoder.BatchTokens);
        var options = new ParallelOptions { MaxDegreeOfParallelism = encoder.Parallelism, CancellationToken = cancellation };
        try
        {
            // One by one, so that the longest are begun first and the shortest fill the gaps at the end.
            Parallel.ForEach(Partitioner.Create(batches, EnumerablePartitionerOptions.NoBuffering), options, batch =>
            {
                RunBatch(batch, texts, ids, vectors, cancellation);
                advance.Add(batch.Length);
            });
        }
        catch (AggregateException error)
        {
            ExceptionDispatchInfo.Throw(error.InnerExceptions.FirstOrDefault(inner => inner is not OperationCanceledException) ?? error.InnerExceptions[0]);
        }

        advance.Add(lengths.Count(length => length == 0));
        return lengths.Sum(length => (long)length);
    }

    private void RunBatch(int[] rows, PromptedText[] texts, int[][] ids, float[] vectors, CancellationToken cancellation)
    {
        var batch = TokenBatch.Pad(Array.ConvertAll(rows, row => ids[row]), settings.PadToken.Value, encoder.Pools ? settings.PadSide.Value : TokenSide.Right);
        var rowSize = encoder.Pools ? encoder.Width : batch.Length * encoder.Width;
        var encoded = ArrayPool<float>.Shared.Rent(checked(rows.Length * rowSize));
        try
        {
            encoder.Encode(batch, encoded.AsSpan(0, rows.Length * rowSize), cancellation);
            Interlocked.Add(ref _read, rows.Sum(row => (long)ids[row].Length));
            Interlocked.Add(ref _computed, (long)rows.Length * batch.Length);
            var pooled = new float[encoder.Width];
            for (var i = 0; i < rows.Length; i++)
            {
                var row = encoded.AsSpan(i * rowSize, rowSize);
                if (encoder.Pools)
                    row.CopyTo(pooled);
                else
                    TokenPooling.Pool(pooling, row, batch.Mask.Span.Slice(i * batch.Length, batch.Length), pooled);
                var vector = vectors.AsSpan(rows[i] * Dimension, Dimension);
                finish.Apply(pooled, vector);
                CheckFinite(vector, texts[rows[i]].Body);
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(encoded);
        }
    }

    private void CheckFinite(ReadOnlySpan<float> vector, string text)
    {
        if (float.IsFinite(TensorPrimitives.SumOfSquares(vector)))
            return;

        throw new EmbeddingException(EmbeddingError.NotFinite,
            $"Model {modelName} gives a vector with NaN or infinity for the text {TextQuote.Of(text)}. " +
            "Its weights are damaged, or its precision is too low for them: fetch it again, or choose another precision.");
    }
}
