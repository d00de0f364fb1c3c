using Patina.Embeddings;

namespace Patina.Tests.Embeddings;

/// <summary>A runtime under any name that opens nothing; the options it was given say what was resolved.</summary>
internal sealed class FakeRuntime(string name, string? refusal = null) : IEmbeddingRuntime
{
    public string Name => name;

    public string? WhyNot(ModelFiles files, EngineOptions options) => refusal;

    public IEmbeddingEngine Open(ModelFiles files, EngineOptions options, CancellationToken cancellation = default) =>
        throw new NotSupportedException();
}
