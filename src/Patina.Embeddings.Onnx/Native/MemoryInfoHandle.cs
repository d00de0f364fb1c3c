namespace Patina.Embeddings.Onnx.Native;

/// <summary>An <c>OrtMemoryInfo</c>.</summary>
internal sealed unsafe class MemoryInfoHandle(nint value) : OrtHandle(value)
{
    protected override bool ReleaseHandle()
    {
        OrtApi.Instance.ReleaseMemoryInfo(handle);
        return true;
    }
}
