namespace Patina.Embeddings.Mlx.Native;

/// <summary>A <c>mlx_array</c>.</summary>
internal sealed class MlxArrayHandle : MlxHandle
{
    /// <summary>Stands where a function takes no array. Never disposed.</summary>
    public static MlxArrayHandle None { get; } = new();

    protected override bool ReleaseHandle() => NativeMlx.mlx_array_free(handle) == 0;
}
