using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace Patina.Embeddings.Extensions;

/// <summary>Registers engines with a container of services.</summary>
public static class EmbeddingServices
{
    /// <summary>
    /// Registers one engine for the whole program, opened when first asked for and disposed with the container, and
    /// Microsoft.Extensions.AI's generator over it.
    /// </summary>
    /// <param name="open">Opens the engine.</param>
    /// <param name="role">What texts are where a call does not say it.</param>
    public static IServiceCollection AddPatinaEmbeddings(
        this IServiceCollection services, Func<IServiceProvider, IEmbeddingEngine> open, TextRole role = TextRole.Plain)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(open);
        services.AddSingleton(open);
        services.AddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(
            provider => new EngineEmbeddingGenerator(provider.GetRequiredService<IEmbeddingEngine>(), role));
        return services;
    }
}
