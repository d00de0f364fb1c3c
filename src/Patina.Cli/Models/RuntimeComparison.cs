using Patina.Embeddings;
using Patina.Embeddings.Parity;

namespace Patina.Cli.Models;

/// <summary>Opens one model with several runtimes and compares their vectors: in 32-bit floats unless something else is asked for, as rounded weights differ, whatever computes them.</summary>
internal static class RuntimeComparison
{
    private const string Reference = "reference";

    /// <summary>The runtimes that can compute a model on this machine, the slow reference left out.</summary>
    public static IReadOnlyList<string> Able(ModelSetup setup, ModelRequest request, CancellationToken cancellation)
    {
        var here = setup.Runtimes.Where(runtime => runtime.Name != Reference && runtime.WhyNotHere() is null).ToList();
        if (here.Count < 2)
            return [.. here.Select(runtime => runtime.Name)];
        try
        {
            var model = Resolve(setup, request, cancellation);
            return [.. here.Where(runtime => runtime.WhyNot(model.Files, OptionsFor(runtime, model)) is null).Select(runtime => runtime.Name)];
        }
        catch (EmbeddingException)
        {
            return []; // not here in 32 bits: whoever asks for a comparison is told why
        }
    }

    /// <param name="names">At least two of <see cref="ModelSetup.Runtimes"/>.</param>
    /// <param name="starting">Told the name of each before it is opened.</param>
    /// <exception cref="EmbeddingException">The model is not here, or one of the runtimes cannot compute it; the message says why.</exception>
    public static IReadOnlyList<ParityPair> Run(
        ModelSetup setup, ModelRequest request, IReadOnlyList<string> names, Action<string>? starting, CancellationToken cancellation)
    {
        var model = Resolve(setup, request, cancellation);
        return RuntimeParity.Measure([.. names.Select(name => (name, Opening(setup, model, name, cancellation)))], starting, cancellation);
    }

    private static ResolvedModel Resolve(ModelSetup setup, ModelRequest request, CancellationToken cancellation) => setup.Models.Resolve(
        request with { Precision = request.Precision ?? ModelPrecision.Fp32, Runtime = EmbeddingModels.AutoRuntime, QueryRuntime = null }, cancellation);

    private static Func<IEmbeddingEngine> Opening(ModelSetup setup, ResolvedModel model, string name, CancellationToken cancellation)
    {
        var runtime = setup.Runtimes.First(candidate => candidate.Name == name);
        var options = OptionsFor(runtime, model);
        return (runtime.WhyNotHere() ?? runtime.WhyNot(model.Files, options)) is { } refusal
            ? throw new EmbeddingException(EmbeddingError.Unsupported, $"{options.ModelName} cannot run on the {name} runtime: {refusal}.")
            : () => runtime.Open(model.Files, options, cancellation);
    }

    /// <summary>A file of weights is one runtime's own.</summary>
    private static EngineOptions OptionsFor(IEmbeddingRuntime runtime, ResolvedModel model) =>
        runtime.Name == model.Runtime.Name ? model.Options : model.Options with { WeightsFile = null };
}
