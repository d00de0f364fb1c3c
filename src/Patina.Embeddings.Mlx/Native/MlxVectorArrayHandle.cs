namespace Patina.Embeddings.Mlx.Native;

/// <summary>A <c>mlx_vector_array</c>.</summary>
internal sealed class MlxVectorArrayHandle : MlxHandle
{
    protected override bool ReleaseHandle() => NativeMlx.mlx_vector_array_free(handle) == 0;
}
