using Patina.Embeddings;
using Patina.Embeddings.Registry;
using Patina.Embeddings.Static;
using Patina.Hub;

namespace Patina.Tests.Embeddings;

/// <summary>Models as the program opens them, with the registry that comes with it and a cache that is not there.</summary>
internal static class TestModels
{
    public static string ProgramRegistry => Path.Combine(AppContext.BaseDirectory, "models", "registry.toml");

    public static EmbeddingModels Default { get; } = With(Path.Combine(Path.GetTempPath(), "patina-no-such-cache"));

    public static EmbeddingModels With(string cache, string? defaultPrecision = null, string? userRegistry = null, params IEmbeddingRuntime[] runtimes) => new(
        [new StaticRuntime(), .. runtimes],
        new Lazy<ModelRegistry>(() => ModelRegistry.Load(userRegistry ?? "", ProgramRegistry)),
        new Lazy<HubCache>(() => new HubCache(cache)),
        defaultPrecision);

    public static IEmbeddingEngine Open(string name, string runtime, string projectRoot, int? dimensions = null) =>
        Default.Open(new ModelRequest { Name = name, Runtime = runtime, ProjectRoot = projectRoot, Dimensions = dimensions });
}
