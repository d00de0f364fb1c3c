using Patina.Embeddings;
using Patina.Eval.Sets;

namespace Patina.Eval;

/// <summary>The vectors of all questions in words, embedded at once in batches that suit the model, and each but once. Thread-safe.</summary>
internal sealed class QuestionVectors
{
    private readonly Dictionary<string, int> _rows = new(StringComparer.Ordinal);
    private readonly float[] _vectors;
    private readonly int _dimension;

    public QuestionVectors(IEmbeddingEngine engine, IEnumerable<QuerySet> sets, CancellationToken cancellation)
    {
        string[] texts = [.. sets.SelectMany(set => set.Queries).Where(query => query is { Subject: null, File: null }).Select(query => query.Text).Distinct(StringComparer.Ordinal)];
        foreach (var text in texts)
            _rows.Add(text, _rows.Count);
        _dimension = engine.Dimension;
        _vectors = new float[texts.Length * _dimension];
        if (texts.Length > 0)
            engine.EmbedTexts(texts, TextRole.Query, _vectors, progress: null, cancellation);
    }

    /// <returns>Whether the text is one of the questions.</returns>
    public bool TryRead(string text, Span<float> vector)
    {
        if (!_rows.TryGetValue(text, out var row))
            return false;
        _vectors.AsSpan(row * _dimension, _dimension).CopyTo(vector);
        return true;
    }
}
