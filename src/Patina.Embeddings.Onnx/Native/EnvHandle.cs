namespace Patina.Embeddings.Onnx.Native;

/// <summary>An <c>OrtEnv</c>.</summary>
internal sealed unsafe class EnvHandle(nint value) : OrtHandle(value)
{
    protected override bool ReleaseHandle()
    {
        OrtApi.Instance.ReleaseEnv(handle);
        return true;
    }
}
