using Microsoft.Extensions.AI;

namespace Patina.Embeddings.Extensions;

/// <summary>
/// An engine as Microsoft.Extensions.AI's generator of embeddings. It computes on the caller's thread and returns finished tasks.
/// Thread-safe until disposed.
/// </summary>
public sealed class EngineEmbeddingGenerator : IEmbeddingGenerator<string, Embedding<float>>
{
    /// <summary>
    /// Under this key of <see cref="EmbeddingGenerationOptions.AdditionalProperties"/>, a <see cref="TextRole"/> or its name says for one call what
    /// the texts are.
    /// </summary>
    public const string RoleProperty = "role";

    private readonly IEmbeddingEngine _engine;
    private readonly TextRole _role;
    private readonly bool _ownsEngine;
    private readonly EmbeddingGeneratorMetadata _metadata;

    /// <param name="role">What texts are where a call does not say it.</param>
    /// <param name="ownsEngine">Whether the engine is disposed with this.</param>
    public EngineEmbeddingGenerator(IEmbeddingEngine engine, TextRole role = TextRole.Plain, bool ownsEngine = false)
    {
        ArgumentNullException.ThrowIfNull(engine);
        _engine = engine;
        _role = role;
        _ownsEngine = ownsEngine;
        _metadata = new EmbeddingGeneratorMetadata("patina", providerUri: null, engine.ModelName, engine.Dimension);
    }

    /// <summary>Embeds all texts in one call of the engine, which batches them.</summary>
    /// <param name="options">Of these, <c>Dimensions</c>, <c>ModelId</c> and <see cref="RoleProperty"/> are looked at.</param>
    /// <returns>As many embeddings as texts, in their order; the usage counts the tokens that were read.</returns>
    /// <exception cref="EmbeddingException">
    /// As the engine's; <see cref="EmbeddingError.UnknownModel"/> if the options name another model, <see cref="EmbeddingError.Unsupported"/> if they ask for
    /// a role or a number of dimensions that there is not.
    /// </exception>
    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        try
        {
            return Task.FromResult(Generate([.. values], options, cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<GeneratedEmbeddings<Embedding<float>>>(cancellationToken);
        }
        catch (Exception error)
        {
            return Task.FromException<GeneratedEmbeddings<Embedding<float>>>(error);
        }
    }

    /// <summary>Gives the metadata, the engine, or this.</summary>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null)
            return null;
        if (serviceType == typeof(EmbeddingGeneratorMetadata))
            return _metadata;
        if (serviceType == typeof(IEmbeddingEngine))
            return _engine;
        return serviceType.IsInstanceOfType(this) ? this : null;
    }

    public void Dispose()
    {
        if (_ownsEngine)
            _engine.Dispose();
    }

    private GeneratedEmbeddings<Embedding<float>> Generate(string[] texts, EmbeddingGenerationOptions? options, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        CheckModel(options);
        var dimension = options?.Dimensions ?? _engine.Dimension;
        var vectors = new float[checked(texts.Length * _engine.Dimension)];
        var tokens = _engine.EmbedTexts(texts, RoleOf(options), vectors, progress: null, cancellation);

        var created = DateTimeOffset.UtcNow;
        var embeddings = new GeneratedEmbeddings<Embedding<float>>(texts.Length)
        {
            Usage = new UsageDetails { InputTokenCount = tokens, TotalTokenCount = tokens },
        };
        for (var i = 0; i < texts.Length; i++)
        {
            var vector = vectors.AsSpan(i * _engine.Dimension, _engine.Dimension);
            var result = new float[dimension];
            if (dimension == _engine.Dimension)
                vector.CopyTo(result);
            else
                _engine.Shorten(vector, result);
            embeddings.Add(new Embedding<float>(result) { ModelId = _engine.ModelName, CreatedAt = created });
        }

        return embeddings;
    }

    private void CheckModel(EmbeddingGenerationOptions? options)
    {
        if (options?.ModelId is { } wanted && wanted != _engine.ModelName)
        {
            throw new EmbeddingException(EmbeddingError.UnknownModel,
                $"The options ask for model '{wanted}', this generator has {_engine.ModelName}. Leave ModelId out, or make a generator of that model.");
        }
    }

    private TextRole RoleOf(EmbeddingGenerationOptions? options)
    {
        if (options?.AdditionalProperties is not { } properties || !properties.TryGetValue(RoleProperty, out var value))
            return _role;
        return value switch
        {
            TextRole role => role,
            string name when Enum.TryParse<TextRole>(name, ignoreCase: true, out var role) && !int.TryParse(name, out _) => role,
            _ => throw new EmbeddingException(EmbeddingError.Unsupported,
                $"The options' {RoleProperty} '{value}' is not known; known are {string.Join(", ", Enum.GetNames<TextRole>())}."),
        };
    }
}
