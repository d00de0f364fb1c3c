using Patina.Embeddings;

namespace Patina.Tests.Embeddings.Parity;

/// <summary>A runtime under the name of another, which counts the models that it opens.</summary>
/// <param name="change">What it computes otherwise.</param>
internal sealed class RenamedRuntime(string name, IEmbeddingRuntime inner, Func<EngineOptions, EngineOptions>? change = null) : IEmbeddingRuntime
{
    public int Opened { get; private set; }

    public string Name => name;

    public bool NeedsSafetensors => inner.NeedsSafetensors;

    public string? WhyNotHere() => inner.WhyNotHere();

    public string? WhyNot(ModelFiles files, EngineOptions options) => inner.WhyNot(files, options);

    public string? WhyNotArchitecture(ModelFiles settings) => inner.WhyNotArchitecture(settings);

    public IReadOnlyList<(string Name, string Value, string Origin)> Describe(EngineOptions options) => inner.Describe(options);

    public IEmbeddingEngine Open(ModelFiles files, EngineOptions options, CancellationToken cancellation = default)
    {
        Opened++;
        return inner.Open(files, change?.Invoke(options) ?? options, cancellation);
    }
}
