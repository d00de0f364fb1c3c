using Patina.Embeddings.Onnx.Native;
using Patina.Embeddings.Settings;

namespace Patina.Embeddings.Onnx;

/// <summary>Puts a session on the hardware that is asked for.</summary>
internal static class Providers
{
    /// <summary>What a recipe calls them, and what the library calls them.</summary>
    private static readonly (ExecutionProvider Provider, string Name)[] Known =
    [
        (ExecutionProvider.Cpu, "CPUExecutionProvider"),
        (ExecutionProvider.Cuda, "CUDAExecutionProvider"),
        (ExecutionProvider.CoreMl, "CoreMLExecutionProvider"),
        (ExecutionProvider.DirectMl, "DmlExecutionProvider"),
    ];

    /// <summary>The providers of the library that there is a word for.</summary>
    public static IReadOnlyList<ExecutionProvider> Available()
    {
        var names = OrtRuntime.Providers();
        return [.. Known.Where(known => names.Contains(known.Name)).Select(known => known.Provider)];
    }

    /// <summary>The one that would be taken, and why.</summary>
    /// <inheritdoc cref="Append"/>
    public static (string Word, string Origin) Describe(ExecutionProvider wanted)
    {
        using var session = new SessionOptions();
        var taken = Word(Append(session, wanted));
        return wanted == ExecutionProvider.Auto ? (taken, $"auto; the library has {string.Join(", ", Available().Select(Word))}") : (taken, ModelSettings.FromOptions);
    }

    /// <summary>Why a provider cannot be used; null if the library has it.</summary>
    /// <exception cref="EmbeddingException"><see cref="EmbeddingError.MissingLibrary"/>.</exception>
    public static string? WhyNot(ExecutionProvider wanted)
    {
        var available = Available();
        return wanted == ExecutionProvider.Auto || available.Contains(wanted) ? null : Unsupported(wanted, available, "lacks it").Message.TrimEnd('.');
    }

    /// <summary>Chooses and appends a provider.</summary>
    /// <returns>The one that was taken: for <see cref="ExecutionProvider.Auto"/>, the first that starts.</returns>
    /// <exception cref="EmbeddingException"><see cref="EmbeddingError.Unsupported"/>: the library lacks it, or it does not start.</exception>
    public static ExecutionProvider Append(SessionOptions session, ExecutionProvider wanted)
    {
        var available = Available();
        if (wanted == ExecutionProvider.Auto)
        {
            return new[] { ExecutionProvider.Cuda, ExecutionProvider.DirectMl }
                .FirstOrDefault(provider => available.Contains(provider) && Start(session, provider) is null, ExecutionProvider.Cpu);
        }

        if (!available.Contains(wanted))
            throw Unsupported(wanted, available, "lacks it");
        return Start(session, wanted) is not { } reason ? wanted : throw Unsupported(wanted, available, $"cannot start it: {reason}");
    }

    /// <returns>Why it does not start; null if it does.</returns>
    private static string? Start(SessionOptions session, ExecutionProvider provider)
    {
        if (provider == ExecutionProvider.DirectMl)
            session.DisableMemoryPattern();
        return provider switch
        {
            ExecutionProvider.Cuda => session.AppendCuda(),
            ExecutionProvider.CoreMl => session.AppendProvider("CoreML"),
            ExecutionProvider.DirectMl => session.AppendProvider("DML"),
            _ => null,
        };
    }

    private static EmbeddingException Unsupported(ExecutionProvider wanted, IReadOnlyList<ExecutionProvider> available, string why) =>
        new(EmbeddingError.Unsupported,
            $"Execution provider {Word(wanted)} is not available: ONNX Runtime {OrtApi.Instance.LibraryVersion} in {AppContext.BaseDirectory} {why.TrimEnd('.', '\n')}. " +
            $"It was built with {string.Join(", ", available.Select(Word))}. Write provider: auto, or one of these.");

    private static string Word(ExecutionProvider provider) => ExecutionProviders.WordOf(provider);
}
