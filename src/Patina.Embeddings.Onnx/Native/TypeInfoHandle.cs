namespace Patina.Embeddings.Onnx.Native;

/// <summary>An <c>OrtTypeInfo</c>.</summary>
internal sealed unsafe class TypeInfoHandle(nint value) : OrtHandle(value)
{
    protected override bool ReleaseHandle()
    {
        OrtApi.Instance.ReleaseTypeInfo(handle);
        return true;
    }
}
