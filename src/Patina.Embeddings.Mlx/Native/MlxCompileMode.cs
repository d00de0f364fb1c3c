namespace Patina.Embeddings.Mlx.Native;

/// <summary><c>mlx_compile_mode</c>: what becomes of a function that is compiled.</summary>
internal enum MlxCompileMode
{
    /// <summary>Traced and simplified; each operation stays one.</summary>
    NoFuse = 2,

    /// <summary>Operations on single numbers become one kernel, which MLX generates: on the processor, by the machine's C++ compiler.</summary>
    Enabled = 3,
}
