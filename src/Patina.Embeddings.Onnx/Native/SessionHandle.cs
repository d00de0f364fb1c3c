namespace Patina.Embeddings.Onnx.Native;

/// <summary>An <c>OrtSession</c>.</summary>
internal sealed unsafe class SessionHandle(nint value) : OrtHandle(value)
{
    protected override bool ReleaseHandle()
    {
        OrtApi.Instance.ReleaseSession(handle);
        return true;
    }
}
