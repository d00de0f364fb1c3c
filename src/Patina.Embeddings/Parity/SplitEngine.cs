using System.Globalization;

namespace Patina.Embeddings.Parity;

/// <summary>
/// One model on two runtimes: one answers questions at once, the other embeds what is to be found, in batches, and is opened when that is first asked for. Only
/// for runtimes that give the same vectors. Thread-safe until disposed.
/// </summary>
internal sealed class SplitEngine : IEmbeddingEngine
{
    private readonly IEmbeddingEngine _questions;
    private readonly Func<IEmbeddingEngine> _open;
    private readonly ParityVerdict _verdict;
    private readonly Lock _opening = new();
    private IEmbeddingEngine? _batches;

    private SplitEngine(IEmbeddingEngine questions, Func<IEmbeddingEngine> open, ParityVerdict verdict)
    {
        _questions = questions;
        _open = open;
        _verdict = verdict;
    }

    public string ModelName => _questions.ModelName;

    public int Dimension => _questions.Dimension;

    /// <summary>That of the stored vectors: those of questions are not kept.</summary>
    public string Fingerprint => _verdict.Fingerprint;

    public string Hardware => _verdict.Hardware;

    public TokenCount Counted
    {
        get
        {
            lock (_opening)
            {
                var (questions, batches) = (_questions.Counted, _batches?.Counted ?? default);
                return new TokenCount(questions.Read + batches.Read, questions.Computed + batches.Computed);
            }
        }
    }

    /// <summary>Compares the runtimes, if that has not been done on this machine.</summary>
    /// <exception cref="EmbeddingException"><see cref="EmbeddingError.RuntimesDiffer"/>; and as <see cref="ResolvedModel.Open(CancellationToken)"/>.</exception>
    public static SplitEngine Open(
        ResolvedModel questions, ResolvedModel batches, ParityVerdicts verdicts, IProgress<ExportProgress>? export, CancellationToken cancellation)
    {
        var key = ParityKey.Of(questions, batches);
        if (verdicts.Find(key) is not { } verdict)
        {
            verdict = Compare(questions, batches, export, cancellation);
            verdicts.Keep(key, verdict);
        }

        return verdict.Pair.Passed
            ? new SplitEngine(questions.OpenAlone(export, cancellation), () => batches.OpenAlone(export, CancellationToken.None), verdict)
            : throw new EmbeddingException(EmbeddingError.RuntimesDiffer, Refusal(batches.Options.ModelName, verdict.Pair));
    }

    public void Embed(string text, Span<float> vector) => _questions.Embed(text, vector);

    public void EmbedQuery(string text, Span<float> vector) => _questions.EmbedQuery(text, vector);

    public void EmbedWithInstruction(string instruction, string text, Span<float> vector) => _questions.EmbedWithInstruction(instruction, text, vector);

    public void EmbedPassage(Passage passage, Span<float> vector) => Batches().EmbedPassage(passage, vector);

    public void EmbedBatch(
        IReadOnlyList<Passage> passages, Span<float> vectors, IProgress<int>? progress = null, CancellationToken cancellation = default) =>
        Batches().EmbedBatch(passages, vectors, progress, cancellation);

    public long EmbedTexts(
        IReadOnlyList<string> texts, TextRole role, Span<float> vectors, IProgress<int>? progress = null, CancellationToken cancellation = default) =>
        (role == TextRole.Query ? _questions : Batches()).EmbedTexts(texts, role, vectors, progress, cancellation);

    public void Shorten(ReadOnlySpan<float> vector, Span<float> shorter) => _questions.Shorten(vector, shorter);

    public void Dispose()
    {
        _questions.Dispose();
        lock (_opening)
            _batches?.Dispose();
    }

    private static ParityVerdict Compare(ResolvedModel questions, ResolvedModel batches, IProgress<ExportProgress>? export, CancellationToken cancellation)
    {
        var (fingerprint, hardware) = ("", "");
        var pairs = RuntimeParity.Measure(
            [
                (questions.Runtime.Name, () => questions.OpenAlone(export, cancellation)),
                (batches.Runtime.Name, () =>
                {
                    var engine = batches.OpenAlone(export, cancellation);
                    (fingerprint, hardware) = (engine.Fingerprint, engine.Hardware);
                    return engine;
                }),
            ],
            starting: null, cancellation);
        return new ParityVerdict(pairs[0], fingerprint, hardware);
    }

    private static string Refusal(string model, ParityPair pair) => string.Create(CultureInfo.InvariantCulture,
        $"runtime: {{query: {pair.First}, batch: {pair.Second}}} cannot be used with {model}: on this machine their vectors agree to cosine {pair.LowestCosine:F6} only, expected "
        + $"{ParityPair.Limit} or more. In .patina/oxidize.yaml, write precision: fp32, or one runtime for both.");

    private IEmbeddingEngine Batches()
    {
        lock (_opening)
        {
            if (_batches is not null)
                return _batches;
            var opened = _open();
            if (opened.Fingerprint == _verdict.Fingerprint)
                return _batches = opened;

            opened.Dispose();
            throw new EmbeddingException(EmbeddingError.BadWeights, $"The files of {ModelName} changed after its runtimes were compared. Run the command again.");
        }
    }
}
