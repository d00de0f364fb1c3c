using Patina.Embeddings.Pipeline;
using Patina.Embeddings.Settings;

namespace Patina.Embeddings;

/// <summary>
/// The engine above every <see cref="ITokenEncoder"/>: prompts, tokenizing, batching, pooling and normalizing, once for all runtimes.
/// A text's vector does not depend on what it is embedded together with. Thread-safe until disposed.
/// </summary>
public sealed class TransformerEngine : IEmbeddingEngine
{
    private readonly ITokenEncoder _encoder;
    private readonly ModelSettings _settings;
    private readonly BatchRunner _runner;
    private readonly bool _normalizesBeforeCut;
    private readonly Lazy<string> _fingerprint;

    private TransformerEngine(
        string modelName, ITokenEncoder encoder, ModelSettings settings, BatchRunner runner, bool normalizesBeforeCut, Func<string> fingerprint)
    {
        ModelName = modelName;
        _encoder = encoder;
        _settings = settings;
        _runner = runner;
        _normalizesBeforeCut = normalizesBeforeCut;
        _fingerprint = new Lazy<string>(fingerprint);
    }

    public string ModelName { get; }

    public int Dimension => _runner.Dimension;

    public TokenCount Counted => _runner.Counted;

    public string Hardware => _encoder.Hardware;

    /// <summary>Computed when first asked for; reads the weights, unless their digests are known.</summary>
    public string Fingerprint => _fingerprint.Value;

    /// <summary>Puts the pipeline over an encoder.</summary>
    /// <param name="encoder">Taken over.</param>
    /// <param name="weights">The files that the encoder computes with, relative to the folder: part of the fingerprint.</param>
    /// <param name="variant">What decides the vectors beside the files and the settings: part of the fingerprint.</param>
    /// <exception cref="EmbeddingException">Nothing says how to pool, the tokenizer is damaged, or the model has no vectors of the size asked for.</exception>
    public static TransformerEngine Open(
        ModelFiles files, EngineOptions options, ModelSettings settings, ITokenEncoder encoder, IReadOnlyList<string> weights, string variant = "")
    {
        try
        {
            var pooling = encoder.Pools ? Pooling.None : RequirePooling(files, settings);
            var modules = encoder.Pools ? [] : settings.Modules.Value;
            var layers = VectorLayers.Load(files, modules, encoder.Width);
            var width = layers.Count > 0 ? layers[^1].OutputWidth : encoder.Width;
            var finish = new VectorFinish(layers, ChooseDimension(files, width, options.Dimensions), settings.NormalizesBeforeCut.Value, options.Normalize);
            var tokenizer = TextTokenizer.Open(files.Require("tokenizer.json"), settings);
            var runner = new BatchRunner(options.ModelName, encoder, tokenizer, pooling, finish, settings, options.Threads ?? Environment.ProcessorCount);

            // What was cut while it was made has been normalized then.
            var normalizesBeforeCut = settings.NormalizesBeforeCut.Value && finish.Dimension == width;
            return new TransformerEngine(options.ModelName, encoder, settings, runner, normalizesBeforeCut,
                () => TransformerFingerprint.Compute(files, [.. weights, "tokenizer.json", .. VectorLayers.FilesOf(modules)], options.Digests, variant, settings, pooling, finish.Dimension));
        }
        catch
        {
            encoder.Dispose();
            throw;
        }
    }

    public void Embed(string text, Span<float> vector) => EmbedOne(new PromptedText("", "", text), vector);

    public void EmbedQuery(string text, Span<float> vector) => EmbedOne(new PromptedText(_settings.QueryPrompt.Value, "", text), vector);

    public void EmbedPassage(Passage passage, Span<float> vector) =>
        EmbedOne(new PromptedText(_settings.PassagePrompt.Value, passage.Head, passage.Body), vector);

    public void EmbedWithInstruction(string instruction, string text, Span<float> vector)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(instruction);
        if (_settings.InstructionPrompt is not { Value: var prompt })
        {
            throw new EmbeddingException(EmbeddingError.Unsupported,
                $"Model {ModelName} was not made for instructions: its prompts have no place for one. Ask without one, or set the model's instruction prompt.");
        }

        EmbedOne(new PromptedText(prompt.Replace(PromptReader.Instructed, instruction, StringComparison.Ordinal), "", text), vector);
    }

    public void EmbedBatch(
        IReadOnlyList<Passage> passages, Span<float> vectors, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        var prompt = _settings.PassagePrompt.Value;
        _runner.Run(passages.Count, i => new PromptedText(prompt, passages[i].Head, passages[i].Body), vectors, progress, cancellation);
    }

    public long EmbedTexts(
        IReadOnlyList<string> texts, TextRole role, Span<float> vectors, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        var prompt = role switch
        {
            TextRole.Query => _settings.QueryPrompt.Value,
            TextRole.Passage => _settings.PassagePrompt.Value,
            _ => "",
        };
        return _runner.Run(texts.Count, i => new PromptedText(prompt, "", texts[i]), vectors, progress, cancellation);
    }

    public void Shorten(ReadOnlySpan<float> vector, Span<float> shorter)
    {
        if (vector.Length != Dimension)
            throw new ArgumentException($"The vector has {vector.Length} numbers, those of this model have {Dimension}.", nameof(vector));
        if (shorter.Length < 1 || shorter.Length > Dimension)
        {
            throw new EmbeddingException(EmbeddingError.Unsupported,
                $"Model {ModelName} has no vectors of {shorter.Length} numbers. Possible dimensions: 1 to {Dimension}.");
        }

        VectorFinish.Shorten(vector, shorter, _normalizesBeforeCut);
    }

    public void Dispose() => _encoder.Dispose();

    private void EmbedOne(PromptedText text, Span<float> vector) =>
        _runner.Run(1, _ => text, vector, progress: null, CancellationToken.None);

    private static Pooling RequirePooling(ModelFiles files, ModelSettings settings) => settings.Pooling switch
    {
        { Value: not Pooling.None and var pooling } => pooling,
        null => throw new EmbeddingException(EmbeddingError.Unsupported,
            $"{files.Folder}: nothing says how the vectors of tokens become one: there is no 1_Pooling/config.json. " +
            "Write pooling: for the model (mean, cls or last, whichever its authors use); a wrong one gives wrong vectors, so none is guessed."),
        _ => throw new EmbeddingException(EmbeddingError.Unsupported,
            $"{files.Folder}: pooling none needs a graph that pools itself, this one gives a vector per token. Write another pooling."),
    };

    private static int ChooseDimension(ModelFiles files, int width, int? wanted) => wanted switch
    {
        null => width,
        > 0 when wanted <= width => wanted.Value,
        _ => throw new EmbeddingException(EmbeddingError.Unsupported,
            $"{files.Folder}: the model has no vectors of {wanted} numbers. Possible dimensions: 1 to {width}."),
    };
}
