namespace Patina.Embeddings.Mlx.Native;

/// <summary>A <c>mlx_device</c>.</summary>
internal sealed class MlxDeviceHandle : MlxHandle
{
    protected override bool ReleaseHandle() => NativeMlx.mlx_device_free(handle) == 0;
}
