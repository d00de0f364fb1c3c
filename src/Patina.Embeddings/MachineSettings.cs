using System.Globalization;
using System.Runtime.InteropServices;

namespace Patina.Embeddings;

/// <summary>How a machine computes models, whatever recipes say: what fits one machine is nothing to commit for all.</summary>
public sealed record MachineSettings
{
    /// <summary>The environment variable for <see cref="Provider"/>.</summary>
    public const string ProviderVariable = "PATINA_PROVIDER";

    /// <summary>The environment variable for <see cref="Threads"/>.</summary>
    public const string ThreadsVariable = "PATINA_THREADS";

    /// <summary>The environment variable for the memory of <see cref="Mlx"/>.</summary>
    public const string MlxMemoryVariable = "PATINA_MLX_MEMORY_LIMIT";

    /// <summary>The environment variable for the cache of <see cref="Mlx"/>.</summary>
    public const string MlxCacheVariable = "PATINA_MLX_CACHE_LIMIT";

    /// <summary>The environment variable for the folder of what can be made again.</summary>
    public const string CacheVariable = "PATINA_CACHE";

    /// <summary>No machine has more.</summary>
    public const int MostThreads = 4096;

    private const string Graphs = "graphs";
    private const string Parities = "parity";

    /// <summary>Whether MLX has a graphics card here.</summary>
    public bool IsAppleSilicon { get; init; } = OperatingSystem.IsMacOS() && RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    /// <summary>Null leaves it to the recipe.</summary>
    public ExecutionProvider? Provider { get; init; }

    /// <summary>Null leaves it to the recipe.</summary>
    public int? Threads { get; init; }

    /// <summary>What MLX may take of memory; what has no limit is left to the recipe.</summary>
    public MlxLimits Mlx { get; init; } = MlxLimits.Default;

    /// <summary>Where graphs are kept that were made or rewritten here.</summary>
    public string GraphFolder { get; init; } = CacheFolder(null, Graphs);

    /// <summary>Where it is kept how far runtimes agree on models here.</summary>
    public string ParityFolder { get; init; } = CacheFolder(null, Parities);

    /// <exception cref="EmbeddingException"><see cref="EmbeddingError.BadConfig"/>: a variable has a value that is none.</exception>
    public static MachineSettings FromEnvironment(Func<string, string?> variables) => new()
    {
        Provider = variables(ProviderVariable) is not { Length: > 0 } word ? null
            : ExecutionProviders.Parse(word) ?? throw Bad(ProviderVariable, word, string.Join(", ", ExecutionProviders.Words)),
        Threads = variables(ThreadsVariable) is not { Length: > 0 } number ? null
            : int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var threads) && threads is >= 1 and <= MostThreads ? threads
            : throw Bad(ThreadsVariable, number, $"a whole number from 1 to {MostThreads}"),
        Mlx = new MlxLimits
        {
            Memory = variables(MlxMemoryVariable) is not { Length: > 0 } memory ? null
                : MlxLimits.ParseMemory(memory) ?? throw Bad(MlxMemoryVariable, memory, $"{ByteSize.Form}, from 64MB to 16TB"),
            Cache = variables(MlxCacheVariable) is not { Length: > 0 } cache ? null
                : MlxLimits.ParseCache(cache) ?? throw Bad(MlxCacheVariable, cache, $"{ByteSize.Form}, up to 16TB; 0MB for none"),
        },
        GraphFolder = CacheFolder(variables(CacheVariable), Graphs),
        ParityFolder = CacheFolder(variables(CacheVariable), Parities),
    };

    /// <summary>Where graphs are kept unless somebody names a folder.</summary>
    /// <param name="cache">The value of <see cref="CacheVariable"/>; null for a folder of the user's.</param>
    public static string DefaultGraphFolder(string? cache) => CacheFolder(cache, Graphs);

    private static string CacheFolder(string? cache, string folder) => Path.Combine(
        cache is { Length: > 0 } ? cache
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "patina"),
        folder);

    private static EmbeddingException Bad(string variable, string value, string expected) => new(
        EmbeddingError.BadConfig, $"{variable} is '{value}'; expected {expected}. Correct the variable, or unset it.");
}
