using System.Buffers;

namespace Patina.Embeddings.Onnx.Native;

/// <summary>An <c>OrtValue</c>. One that lies over managed memory keeps that pinned until it is released.</summary>
internal sealed unsafe class ValueHandle(nint value, MemoryHandle pin = default) : OrtHandle(value)
{
    private MemoryHandle _pin = pin;

    protected override bool ReleaseHandle()
    {
        OrtApi.Instance.ReleaseValue(handle);
        _pin.Dispose();
        return true;
    }
}
