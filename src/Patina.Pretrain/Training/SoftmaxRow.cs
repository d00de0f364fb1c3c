using System.Numerics;
using System.Runtime.InteropServices;

namespace Patina.Pretrain.Training;

/// <summary>
/// A row of the softmax of <see cref="ContrastiveLoss"/>, question against all documents, each pass over it once: the passes
/// are many and the rows do not stay in the nearest cache.
/// </summary>
/// <param name="products">[documents] dot products of the question and each document.</param>
/// <param name="inverseDocuments">[documents] 1 / length; 0 for a document without tokens.</param>
/// <param name="inverseQuery">The same of the question.</param>
internal readonly ref struct SoftmaxRow(ReadOnlySpan<float> products, ReadOnlySpan<float> inverseDocuments, float inverseQuery)
{
    private readonly ReadOnlySpan<float> _products = products;
    private readonly ReadOnlySpan<float> _inverseDocuments = inverseDocuments;
    private readonly float _inverseQuery = inverseQuery;

    public float Cosine(int document) => _products[document] * _inverseDocuments[document] * _inverseQuery;

    /// <summary>values = exp((cos - 1) / temperature): at most 1, so that nothing overflows.</summary>
    /// <param name="columnSums">[documents] The values are added to it.</param>
    /// <returns>The sum of the values.</returns>
    public float Exponentiate(float temperature, Span<float> values, Span<float> columnSums)
    {
        var scale = 1 / temperature;
        var sum = Vector<float>.Zero;
        var products = Wide(_products);
        var inverse = Wide(_inverseDocuments)[..products.Length];
        var wide = Wide(values)[..products.Length];
        var columns = Wide(columnSums)[..products.Length];
        for (var i = 0; i < products.Length; i++)
        {
            var cosines = products[i] * inverse[i] * _inverseQuery;
            var value = Exponential.Of((cosines - Vector<float>.One) * scale);
            wide[i] = value;
            columns[i] += value;
            sum += value;
        }

        var total = Vector.Sum(sum);
        for (var i = products.Length * Vector<float>.Count; i < values.Length; i++)
        {
            values[i] = MathF.Exp((Cosine(i) - 1) * scale);
            columnSums[i] += values[i];
            total += values[i];
        }

        return total;
    }

    /// <summary>values, which were exponentials, become the gradient by the products.</summary>
    /// <param name="own">The document that belongs to the question.</param>
    /// <param name="scale">What a probability's gradient is divided by: 2 · pairs · widths · temperature, inverted.</param>
    /// <param name="columnMoments">[documents] Each gradient by the cosine times the cosine is added to it.</param>
    /// <returns>The sum of the same over the row.</returns>
    public float Differentiate(
        int own, float scale, float inverseRowSum, ReadOnlySpan<float> inverseColumnSums, Span<float> values, Span<float> columnMoments)
    {
        var moment = Vector<float>.Zero;
        var products = Wide(_products);
        var inverse = Wide(_inverseDocuments)[..products.Length];
        var wide = Wide(values)[..products.Length];
        var columnSums = Wide(inverseColumnSums)[..products.Length];
        var moments = Wide(columnMoments)[..products.Length];
        var row = new Vector<float>(inverseRowSum);
        for (var i = 0; i < products.Length; i++)
        {
            var toProduct = inverse[i] * _inverseQuery;
            var gradient = wide[i] * (columnSums[i] + row) * scale;
            var part = gradient * (products[i] * toProduct);
            wide[i] = gradient * toProduct;
            moments[i] += part;
            moment += part;
        }

        var total = Vector.Sum(moment);
        for (var i = products.Length * Vector<float>.Count; i < values.Length; i++)
        {
            var gradient = values[i] * (inverseColumnSums[i] + inverseRowSum) * scale;
            values[i] = gradient * _inverseDocuments[i] * _inverseQuery;
            columnMoments[i] += gradient * Cosine(i);
            total += gradient * Cosine(i);
        }

        var target = -2 * scale;
        values[own] += target * _inverseDocuments[own] * _inverseQuery;
        columnMoments[own] += target * Cosine(own);
        return total + (target * Cosine(own));
    }

    private static ReadOnlySpan<Vector<float>> Wide(ReadOnlySpan<float> values) => MemoryMarshal.Cast<float, Vector<float>>(values);

    private static Span<Vector<float>> Wide(Span<float> values) => MemoryMarshal.Cast<float, Vector<float>>(values);
}
