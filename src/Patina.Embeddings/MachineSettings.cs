using System.Globalization;

namespace Patina.Embeddings;

/// <summary>How a machine computes models, whatever recipes say: what fits one machine is nothing to commit for all.</summary>
public sealed record MachineSettings
{
    /// <summary>The environment variable for <see cref="Provider"/>.</summary>
    public const string ProviderVariable = "PATINA_PROVIDER";

    /// <summary>The environment variable for <see cref="Threads"/>.</summary>
    public const string ThreadsVariable = "PATINA_THREADS";

    /// <summary>The environment variable for the folder of what can be made again.</summary>
    public const string CacheVariable = "PATINA_CACHE";

    /// <summary>No machine has more.</summary>
    public const int MostThreads = 4096;

    /// <summary>Null leaves it to the recipe.</summary>
    public ExecutionProvider? Provider { get; init; }

    /// <summary>Null leaves it to the recipe.</summary>
    public int? Threads { get; init; }

    /// <summary>Where graphs are kept that were made or rewritten here.</summary>
    public string GraphFolder { get; init; } = DefaultGraphFolder(null);

    /// <exception cref="EmbeddingException"><see cref="EmbeddingError.BadConfig"/>: a variable has a value that is none.</exception>
    public static MachineSettings FromEnvironment(Func<string, string?> variables) => new()
    {
        Provider = variables(ProviderVariable) is not { Length: > 0 } word ? null
            : ExecutionProviders.Parse(word) ?? throw Bad(ProviderVariable, word, string.Join(", ", ExecutionProviders.Words)),
        Threads = variables(ThreadsVariable) is not { Length: > 0 } number ? null
            : int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var threads) && threads is >= 1 and <= MostThreads ? threads
            : throw Bad(ThreadsVariable, number, $"a whole number from 1 to {MostThreads}"),
        GraphFolder = DefaultGraphFolder(variables(CacheVariable)),
    };

    private static string DefaultGraphFolder(string? cache) => Path.Combine(
        cache is { Length: > 0 } ? cache
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "patina"),
        "graphs");

    private static EmbeddingException Bad(string variable, string value, string expected) => new(
        EmbeddingError.BadConfig, $"{variable} is '{value}'; expected {expected}. Correct the variable, or unset it.");
}
