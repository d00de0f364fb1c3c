namespace Patina.Embeddings.Mlx.Native;

/// <summary>A processor or graphics card, with the stream that work for it goes through. Made and used on <see cref="MlxThread"/>; lives as long as the process.</summary>
internal sealed class MlxDevice
{
    private static readonly Dictionary<MlxDeviceType, MlxDevice> Opened = [];

    private readonly MlxDeviceHandle _device;

    private MlxDevice(MlxDeviceType type)
    {
        Type = type;
        _device = MlxError.Check(NativeMlx.mlx_device_new_type(type, 0));
        Stream = MlxError.Check(NativeMlx.mlx_stream_new_device(_device));
    }

    public MlxDeviceType Type { get; }

    public MlxStreamHandle Stream { get; }

    /// <summary>The graphics card where there is one, else the processor.</summary>
    public static MlxDevice Choose(bool processor)
    {
        var type = processor || !HasGraphicsCard() ? MlxDeviceType.Cpu : MlxDeviceType.Gpu;
        if (!Opened.TryGetValue(type, out var device))
            Opened.Add(type, device = new MlxDevice(type));
        MlxError.Check(NativeMlx.mlx_set_default_device(device._device));
        return device;
    }

    private static bool HasGraphicsCard()
    {
        MlxError.Check(NativeMlx.mlx_metal_is_available(out var available));
        return available != 0;
    }
}
