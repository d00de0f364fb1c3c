namespace Patina.Embeddings.Mlx.Native;

/// <summary>A <c>mlx_closure</c>. Freed on <see cref="MlxThread"/>, whose compilations it is one of.</summary>
internal sealed class MlxClosureHandle : MlxHandle
{
    protected override bool ReleaseHandle() => NativeMlx.mlx_closure_free(handle) == 0;
}
