namespace Patina.Embeddings.Onnx.Native;

/// <summary>An <c>OrtRunOptions</c>.</summary>
internal sealed unsafe class RunOptionsHandle(nint value) : OrtHandle(value)
{
    protected override bool ReleaseHandle()
    {
        OrtApi.Instance.ReleaseRunOptions(handle);
        return true;
    }
}
