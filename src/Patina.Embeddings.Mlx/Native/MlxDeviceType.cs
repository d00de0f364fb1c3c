namespace Patina.Embeddings.Mlx.Native;

/// <summary><c>mlx_device_type</c>.</summary>
internal enum MlxDeviceType
{
    Cpu = 0,
    Gpu = 1,
}
