namespace Patina.Embeddings.Onnx.Native;

/// <summary>An <c>OrtSessionOptions</c>.</summary>
internal sealed unsafe class SessionOptionsHandle(nint value) : OrtHandle(value)
{
    protected override bool ReleaseHandle()
    {
        OrtApi.Instance.ReleaseSessionOptions(handle);
        return true;
    }
}
