using System.Runtime.InteropServices;

namespace Patina.Embeddings.Onnx.Native;

/// <summary>What a process has of ONNX Runtime once: the environment, and the description of the processor's memory.</summary>
internal static unsafe class OrtRuntime
{
    /// <summary>Failures come back as statuses; the library is to write nothing to the terminal beside them.</summary>
    private const int FatalMessagesOnly = 4;

    private const int ArenaAllocator = 1;
    private const int DefaultMemory = 0;

    private static readonly Lazy<EnvHandle> SharedEnvironment = new(CreateEnvironment);
    private static readonly Lazy<MemoryInfoHandle> SharedMemory = new(CreateMemory);

    public static EnvHandle Environment => SharedEnvironment.Value;

    public static MemoryInfoHandle ProcessorMemory => SharedMemory.Value;

    /// <summary>The execution providers that the library was built with, the fastest first: <c>CUDAExecutionProvider</c>, …</summary>
    public static IReadOnlyList<string> Providers()
    {
        var api = OrtApi.Instance;
        byte** names;
        int count;
        OrtError.Check(api.GetAvailableProviders(&names, &count), "listing execution providers");
        var providers = new string[count];
        for (var i = 0; i < count; i++)
            providers[i] = Marshal.PtrToStringUTF8((nint)names[i])!;
        OrtError.Check(api.ReleaseAvailableProviders(names, count), "listing execution providers");
        return providers;
    }

    private static EnvHandle CreateEnvironment()
    {
        nint environment;
        fixed (byte* name = "patina\0"u8)
            OrtError.Check(OrtApi.Instance.CreateEnv(FatalMessagesOnly, name, &environment), "starting");
        return new EnvHandle(environment);
    }

    private static MemoryInfoHandle CreateMemory()
    {
        nint memory;
        OrtError.Check(OrtApi.Instance.CreateCpuMemoryInfo(ArenaAllocator, DefaultMemory, &memory), "starting");
        return new MemoryInfoHandle(memory);
    }
}
