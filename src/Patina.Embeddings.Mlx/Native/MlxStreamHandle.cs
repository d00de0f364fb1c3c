namespace Patina.Embeddings.Mlx.Native;

/// <summary>A <c>mlx_stream</c>.</summary>
internal sealed class MlxStreamHandle : MlxHandle
{
    protected override bool ReleaseHandle() => NativeMlx.mlx_stream_free(handle) == 0;
}
