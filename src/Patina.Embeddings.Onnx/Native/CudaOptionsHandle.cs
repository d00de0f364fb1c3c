namespace Patina.Embeddings.Onnx.Native;

/// <summary>An <c>OrtCUDAProviderOptionsV2</c>.</summary>
internal sealed unsafe class CudaOptionsHandle(nint value) : OrtHandle(value)
{
    protected override bool ReleaseHandle()
    {
        OrtApi.Instance.ReleaseCUDAProviderOptions(handle);
        return true;
    }
}
