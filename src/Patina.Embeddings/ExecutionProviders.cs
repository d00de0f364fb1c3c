namespace Patina.Embeddings;

/// <summary>The words for execution providers in recipes, variables and lock files.</summary>
public static class ExecutionProviders
{
    /// <summary>In the order of <see cref="ExecutionProvider"/>.</summary>
    public static IReadOnlyList<string> Words { get; } = [.. Enum.GetNames<ExecutionProvider>().Select(name => name.ToLowerInvariant())];

    public static string WordOf(ExecutionProvider provider) => Words[(int)provider];

    /// <summary>Null for a word that is none.</summary>
    public static ExecutionProvider? Parse(string word) => Words.ToList().IndexOf(word) is >= 0 and var index ? (ExecutionProvider)index : null;
}
