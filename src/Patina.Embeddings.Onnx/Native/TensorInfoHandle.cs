namespace Patina.Embeddings.Onnx.Native;

/// <summary>An <c>OrtTensorTypeAndShapeInfo</c>.</summary>
internal sealed unsafe class TensorInfoHandle(nint value) : OrtHandle(value)
{
    protected override bool ReleaseHandle()
    {
        OrtApi.Instance.ReleaseTensorTypeAndShapeInfo(handle);
        return true;
    }
}
