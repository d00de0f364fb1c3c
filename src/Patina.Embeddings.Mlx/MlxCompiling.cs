namespace Patina.Embeddings.Mlx;

/// <summary>Whether forward passes are compiled, once for each shape that batches are padded to.</summary>
internal enum MlxCompiling
{
    /// <summary>On a graphics card only: on the processor a kernel would be made by the machine's C++ compiler, and padding costs what it adds.</summary>
    ByDevice,

    Never,

    /// <summary>Recorded once, computed operation by operation.</summary>
    Traced,

    /// <summary>Recorded once, with one kernel for several operations on single numbers.</summary>
    Fused,
}
