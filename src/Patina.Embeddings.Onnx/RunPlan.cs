namespace Patina.Embeddings.Onnx;

/// <summary>How the processors are shared out.</summary>
/// <param name="Provider">What computes.</param>
/// <param name="Threads">Threads of one run.</param>
/// <param name="Runs">Runs at once.</param>
/// <param name="BatchTokens">Tokens of a run, from which on it gets no faster.</param>
internal sealed record RunPlan(ExecutionProvider Provider, int Threads, int Runs, int BatchTokens)
{
    /// <summary>From this many bytes of weights on, one text alone keeps all processors busy, and would be slow on one.</summary>
    private const long LargeModel = 512L << 20;

    /// <param name="weights">Bytes.</param>
    public static RunPlan For(ExecutionProvider provider, int processors, long weights)
    {
        if (provider != ExecutionProvider.Cpu)
            return new RunPlan(provider, processors, 1, 16384);

        // Runs of one thread wait for nobody, and small ones stay within the caches: see docs/performance.md.
        return weights < LargeModel ? new RunPlan(provider, 1, processors, 512) : new RunPlan(provider, processors, 1, 2048);
    }
}
