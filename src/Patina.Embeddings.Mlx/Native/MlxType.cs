namespace Patina.Embeddings.Mlx.Native;

/// <summary><c>mlx_dtype</c>, of which those are named that models are stored and computed in.</summary>
internal enum MlxType
{
    Bool = 0,
    UInt32 = 3,
    Int32 = 7,
    Float16 = 9,
    Float32 = 10,
    BFloat16 = 12,
}
