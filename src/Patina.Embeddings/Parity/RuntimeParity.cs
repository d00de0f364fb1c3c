using System.Numerics.Tensors;

namespace Patina.Embeddings.Parity;

/// <summary>Compares what several runtimes make of one model.</summary>
public static class RuntimeParity
{
    /// <param name="engines">By name of the runtime; opened one at a time and disposed.</param>
    /// <param name="starting">Told the name of each before it is opened.</param>
    /// <returns>Each pair, in the order given.</returns>
    /// <exception cref="EmbeddingException">An engine cannot be opened or used, or gives vectors of another size than the others.</exception>
    public static IReadOnlyList<ParityPair> Measure(
        IReadOnlyList<(string Name, Func<IEmbeddingEngine> Open)> engines, Action<string>? starting = null, CancellationToken cancellation = default)
    {
        var vectors = new List<(string Name, float[] Rows)>();
        foreach (var (name, open) in engines)
        {
            starting?.Invoke(name);
            vectors.Add((name, Embed(open, cancellation)));
        }

        var pairs = new List<ParityPair>();
        for (var first = 0; first < vectors.Count; first++)
        {
            for (var second = first + 1; second < vectors.Count; second++)
                pairs.Add(Compare(vectors[first], vectors[second]));
        }

        return pairs;
    }

    /// <summary>In one call, so that texts of all lengths share batches.</summary>
    private static float[] Embed(Func<IEmbeddingEngine> open, CancellationToken cancellation)
    {
        using var engine = open();
        var rows = new float[ComparisonTexts.All.Count * engine.Dimension];
        engine.EmbedTexts(ComparisonTexts.All, TextRole.Passage, rows, progress: null, cancellation);
        return rows;
    }

    private static ParityPair Compare((string Name, float[] Rows) first, (string Name, float[] Rows) second)
    {
        var texts = ComparisonTexts.All.Count;
        if (first.Rows.Length != second.Rows.Length)
        {
            throw new EmbeddingException(EmbeddingError.BadWeights,
                $"{first.Name} gives {first.Rows.Length / texts} numbers per text, {second.Name} {second.Rows.Length / texts}. Do they compute the same files?");
        }

        var width = first.Rows.Length / texts;
        var (lowest, sum, difference) = (1.0, 0.0, 0.0);
        for (var text = 0; text < texts; text++)
        {
            ReadOnlySpan<float> x = first.Rows.AsSpan(text * width, width);
            ReadOnlySpan<float> y = second.Rows.AsSpan(text * width, width);
            var cosine = x.SequenceEqual(y) ? 1 : (double)TensorPrimitives.CosineSimilarity(x, y);
            lowest = double.IsNaN(cosine) ? -1 : Math.Min(lowest, cosine);
            sum += cosine;
            difference = Math.Max(difference, LargestDifference(x, y));
        }

        return new ParityPair(first.Name, second.Name, lowest, sum / texts, difference);
    }

    private static double LargestDifference(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        var differences = new float[x.Length];
        TensorPrimitives.Subtract(x, y, differences);
        return Math.Abs(TensorPrimitives.MaxMagnitude<float>(differences));
    }
}
