using Patina.Embeddings;
using Patina.Embeddings.Mlx;
using Patina.Embeddings.Onnx;
using Patina.Embeddings.Reference;
using Patina.Embeddings.Registry;
using Patina.Embeddings.Static;
using Patina.Hub;

namespace Patina.Cli.Models;

/// <summary>
/// The runtimes that this program was built with, its registry, and the hub. Nothing is read before it is needed: a question to a model that
/// comes with the program looks at neither registry nor cache.
/// </summary>
internal sealed class ModelSetup
{
    private readonly Lazy<HubOptions> _hub;

    /// <param name="variables">The value of an environment variable; null if it is not set.</param>
    /// <param name="programFolder">Where the program's files are.</param>
    public ModelSetup(Func<string, string?> variables, string programFolder)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var own = variables("PATINA_HOME") is { Length: > 0 } folder ? folder : Path.Combine(home, ".patina");
        UserRegistry = Path.Combine(own, "registry.toml");
        _hub = new Lazy<HubOptions>(() => HubOptions.FromEnvironment(variables, home));
        Registry = new Lazy<ModelRegistry>(() => ModelRegistry.Load(UserRegistry, Path.Combine(programFolder, "models", "registry.toml")));
        Cache = new Lazy<HubCache>(() => new HubCache(_hub.Value.CacheFolder));
        IReadOnlyList<IEmbeddingRuntime> usable = [new StaticRuntime(), new OnnxRuntime(), new MlxRuntime()];
        Runtimes = [.. usable.Skip(1), new ReferenceRuntime()];
        Models = new EmbeddingModels(usable, Registry, Cache, variables(EmbeddingModels.PrecisionVariable),
            new Lazy<MachineSettings>(() => MachineSettings.FromEnvironment(variables)));
    }

    public EmbeddingModels Models { get; }

    /// <summary>The weights that exports are made of.</summary>
    public ModelCheckpoints Checkpoints => new(Models, Cache);

    /// <summary>What can compute a transformer, the slow reference included.</summary>
    public IReadOnlyList<IEmbeddingRuntime> Runtimes { get; }

    public Lazy<ModelRegistry> Registry { get; }

    public Lazy<HubCache> Cache { get; }

    /// <summary>Where users add models.</summary>
    public string UserRegistry { get; }

    /// <summary>Where a model is fetched from, whether or not this machine can run it; null for one that is not of a hub.</summary>
    public RepositoryId? RepositoryOf(ModelRequest request)
    {
        var name = request.Name.Split('@')[0];
        return name.StartsWith("hf:", StringComparison.Ordinal) ? RepositoryId.Parse(name["hf:".Length..])
            : EmbeddingModels.IsOfHub(request.Name) ? Registry.Value.Find(name)?.Repository
            : null;
    }

    /// <param name="offline">Open no connection, whatever the environment says.</param>
    public ModelHub OpenHub(bool offline) => new(offline ? _hub.Value with { Offline = true } : _hub.Value);
}
