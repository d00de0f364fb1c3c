using Patina.Embeddings;

namespace Patina.Eval;

/// <summary>A model that somebody else disposes, and which has embedded the questions of an evaluation already.</summary>
internal sealed class BorrowedEngine(IEmbeddingEngine engine, QuestionVectors questions) : IEmbeddingEngine
{
    public string ModelName => engine.ModelName;

    public int Dimension => engine.Dimension;

    public string Fingerprint => engine.Fingerprint;

    public string Hardware => engine.Hardware;

    public TokenCount Counted => engine.Counted;

    public void Embed(string text, Span<float> vector) => engine.Embed(text, vector);

    public void EmbedQuery(string text, Span<float> vector)
    {
        if (!questions.TryRead(text, vector))
            engine.EmbedQuery(text, vector);
    }

    public void EmbedWithInstruction(string instruction, string text, Span<float> vector) => engine.EmbedWithInstruction(instruction, text, vector);

    public void EmbedPassage(Passage passage, Span<float> vector) => engine.EmbedPassage(passage, vector);

    public void EmbedBatch(
        IReadOnlyList<Passage> passages, Span<float> vectors, IProgress<int>? progress = null, CancellationToken cancellation = default) =>
        engine.EmbedBatch(passages, vectors, progress, cancellation);

    public long EmbedTexts(
        IReadOnlyList<string> texts, TextRole role, Span<float> vectors, IProgress<int>? progress = null, CancellationToken cancellation = default) =>
        engine.EmbedTexts(texts, role, vectors, progress, cancellation);

    public void Shorten(ReadOnlySpan<float> vector, Span<float> shorter) => engine.Shorten(vector, shorter);

    public void Dispose()
    {
    }
}
