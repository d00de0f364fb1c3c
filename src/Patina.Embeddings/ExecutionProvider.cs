namespace Patina.Embeddings;

/// <summary>The hardware, and the library for it, that computes a network.</summary>
public enum ExecutionProvider
{
    /// <summary>CUDA or DirectML where the library has it and it starts, else the processor.</summary>
    Auto,

    Cpu,

    /// <summary>NVIDIA.</summary>
    Cuda,

    /// <summary>Apple. Graphs with changing shapes, as those of texts are, gain little by it, so it is taken only when named.</summary>
    CoreMl,

    /// <summary>Windows, any graphics card.</summary>
    DirectMl,
}
