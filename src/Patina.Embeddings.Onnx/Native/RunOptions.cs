namespace Patina.Embeddings.Onnx.Native;

/// <summary>What one run is given; by it, the run can be ended from another thread.</summary>
internal sealed unsafe class RunOptions : IDisposable
{
    private RunOptions(RunOptionsHandle handle) => Handle = handle;

    public RunOptionsHandle Handle { get; }

    public static RunOptions Create()
    {
        nint options;
        OrtError.Check(OrtApi.Instance.CreateRunOptions(&options), "starting a run");
        return new RunOptions(new RunOptionsHandle(options));
    }

    /// <summary>Ends the run as soon as the node that it is at is done.</summary>
    public void Terminate()
    {
        using var options = Handle.Borrow();
        OrtError.Check(OrtApi.Instance.RunOptionsSetTerminate(options.Value), "ending a run");
    }

    public void Dispose() => Handle.Dispose();
}
