using Patina.Embeddings.Parity;
using Patina.Embeddings.Registry;

namespace Patina.Embeddings;

/// <summary>A model on this machine, ready to be opened.</summary>
/// <param name="Runtime">What computes it.</param>
/// <param name="Files">Its folder.</param>
/// <param name="Options">What registry and request say beyond the model's own files.</param>
/// <param name="Pin">Its state; null for a model that does not come from a hub.</param>
/// <param name="Entry">The registry's; null for a model without a name there.</param>
public sealed record ResolvedModel(IEmbeddingRuntime Runtime, ModelFiles Files, EngineOptions Options, ModelPin? Pin, ModelEntry? Entry)
{
    /// <exception cref="EmbeddingException">
    /// The model's files are damaged, or ask for something unknown; <see cref="EmbeddingError.RuntimesDiffer"/>: its two runtimes do not give the same vectors.
    /// </exception>
    public IEmbeddingEngine Open(CancellationToken cancellation = default) => Open(null, cancellation);

    /// <summary>The same model on the runtime that computes questions, where this one computes the rest only; null where it computes all.</summary>
    public ResolvedModel? Questions { get; init; }

    /// <summary>How far the two agree, if they were compared on this machine; null if they were not, or there is one only.</summary>
    /// <exception cref="EmbeddingException">The machine lacks what the options ask for.</exception>
    public ParityPair? Parity => Questions is { } questions ? Verdicts!.Find(ParityKey.Of(questions, this))?.Pair : null;

    /// <summary>Set together with <see cref="Questions"/>.</summary>
    internal ParityVerdicts? Verdicts { get; init; }

    /// <param name="export">Told how far a graph is that has to be written first.</param>
    /// <inheritdoc cref="Open(CancellationToken)"/>
    public IEmbeddingEngine Open(IProgress<ExportProgress>? export, CancellationToken cancellation) => Questions is { } questions
        ? SplitEngine.Open(questions, this, Verdicts!, export, cancellation)
        : OpenAlone(export, cancellation);

    /// <summary>On this runtime, whatever computes questions.</summary>
    internal IEmbeddingEngine OpenAlone(IProgress<ExportProgress>? export, CancellationToken cancellation)
    {
        var engine = Runtime.Open(Files, Options with { Export = export }, cancellation);
        if (Entry is not { Dimensions: var expected } || Options.Dimensions is not null || engine.Dimension == expected)
            return engine;

        engine.Dispose();
        throw new EmbeddingException(EmbeddingError.BadRegistry,
            $"{Entry.Origin}: {Entry.Name} has dimensions = {expected}, the files in {Files.Folder} give {engine.Dimension} numbers. Correct the one that is wrong.");
    }
}
