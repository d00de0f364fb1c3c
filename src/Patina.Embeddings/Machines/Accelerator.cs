namespace Patina.Embeddings.Machines;

/// <summary>What computes beside the processor.</summary>
public enum Accelerator
{
    None,

    /// <summary>The GPU of Apple silicon, which shares the memory.</summary>
    Apple,

    /// <summary>A GPU of NVIDIA with its driver.</summary>
    Cuda,
}
