namespace Patina.Embeddings.Mlx.Native;

/// <summary>A <c>mlx_string</c>.</summary>
internal sealed class MlxStringHandle : MlxHandle
{
    protected override bool ReleaseHandle() => NativeMlx.mlx_string_free(handle) == 0;
}
