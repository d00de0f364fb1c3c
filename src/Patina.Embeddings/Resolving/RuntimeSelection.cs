using System.Runtime.InteropServices;
using Patina.Embeddings.Registry;

namespace Patina.Embeddings.Resolving;

/// <summary>Chooses what computes a model on this machine, and says of each runtime that it does not choose why.</summary>
internal sealed class RuntimeSelection(IReadOnlyList<IEmbeddingRuntime> runtimes, Lazy<MachineSettings> machine)
{
    private const string Static = "static";
    private const string Onnx = "onnx";
    private const string Mlx = "mlx";

    private bool IsAppleSilicon => machine.Value.IsAppleSilicon;

    /// <param name="requested"><c>auto</c>, or the name of a runtime.</param>
    /// <param name="saysStatic">The model's settings say that it is a table of token vectors.</param>
    /// <param name="whyNot">A further reason against a runtime; null for none.</param>
    /// <exception cref="EmbeddingException"><see cref="EmbeddingError.UnknownRuntime"/> or <see cref="EmbeddingError.Unsupported"/>.</exception>
    public IEmbeddingRuntime Choose(string model, string requested, ModelEntry? entry, bool saysStatic, Func<IEmbeddingRuntime, string?> whyNot)
    {
        var refusals = new List<string>();
        foreach (var name in requested == EmbeddingModels.AutoRuntime ? Order(saysStatic, entry) : [requested])
        {
            var runtime = runtimes.FirstOrDefault(candidate => candidate.Name == name);
            var refusal = WhyNot(name, runtime, entry) ?? whyNot(runtime!);
            if (refusal is null)
                return runtime!;
            refusals.Add($"{name}: {refusal}");
        }

        throw requested == EmbeddingModels.AutoRuntime || runtimes.Any(runtime => runtime.Name == requested)
            ? new EmbeddingException(EmbeddingError.Unsupported,
                $"{model} cannot run here. {string.Join("; ", refusals)}. Choose another model: patina model list")
            : new EmbeddingException(EmbeddingError.UnknownRuntime,
                $"runtime '{requested}' is not available: {refusals[0][(requested.Length + 2)..]}. In .patina/oxidize.yaml, write runtime: auto, or one of "
                + $"{string.Join(", ", runtimes.Select(runtime => runtime.Name))}.");
    }

    /// <summary>Why <c>auto</c> does not take MLX for a network; null if it does.</summary>
    /// <param name="whyNot">A further reason against a runtime; null for none.</param>
    /// <returns>A clause to stand after "because".</returns>
    public string? WhyNotMlx(ModelEntry? entry, Func<IEmbeddingRuntime, string?> whyNot)
    {
        var runtime = runtimes.FirstOrDefault(candidate => candidate.Name == Mlx);
        return WhyNot(Mlx, runtime, entry) ?? (IsAppleSilicon ? whyNot(runtime!) : "it would compute on the processor, where ONNX Runtime is faster");
    }

    /// <summary>A table is looked up by the static runtime; a network is run by the fastest that the platform has.</summary>
    private IEnumerable<string> Order(bool saysStatic, ModelEntry? entry)
    {
        string[] order = saysStatic ? [Static] : IsAppleSilicon ? [Mlx, Onnx, Static] : [Onnx, Static, Mlx];
        return entry is null ? order : order.Intersect(entry.Runtimes) is var able && able.Any() ? able : entry.Runtimes;
    }

    private string? WhyNot(string name, IEmbeddingRuntime? runtime, ModelEntry? entry)
    {
        if (runtime is null && name == Mlx && !IsAppleSilicon)
            return $"MLX needs Apple silicon, this machine is {RuntimeInformation.RuntimeIdentifier}";
        if (runtime is null)
            return name is Onnx or Mlx or Static ? "this build does not have it" : "there is no such runtime";
        return entry is not null && !entry.Runtimes.Contains(name)
            ? $"the registry has {entry.Name} for {string.Join(", ", entry.Runtimes)} ({entry.Origin})"
            : runtime.WhyNotHere();
    }
}
