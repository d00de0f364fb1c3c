using System.Runtime.InteropServices;

namespace Patina.Embeddings.Onnx.Native;

/// <summary>
/// The functions of <c>OrtApi</c> that are called, by their slots in the table. Slots are only ever appended, so they hold for
/// every library from <see cref="Version"/> on. Functions that can fail return an <c>OrtStatus</c>, which <see cref="OrtError"/> reads.
/// </summary>
internal sealed unsafe class OrtApi
{
    /// <summary>The version of the table that is asked for: that of the youngest function below.</summary>
    private const uint Version = 18;

    private static readonly Lazy<OrtApi> Loaded = new(Load);

    public readonly delegate* unmanaged<nint, int> GetErrorCode;
    public readonly delegate* unmanaged<nint, byte*> GetErrorMessage;
    public readonly delegate* unmanaged<int, byte*, nint*, nint> CreateEnv;
    public readonly delegate* unmanaged<nint, void*, nint, nint*, nint> CreateSession;
    public readonly delegate* unmanaged<nint, nint, byte**, nint*, nuint, byte**, nuint, nint*, nint> Run;
    public readonly delegate* unmanaged<nint*, nint> CreateSessionOptions;
    public readonly delegate* unmanaged<nint, void*, nint> SetOptimizedModelFilePath;
    public readonly delegate* unmanaged<nint, nint> DisableMemPattern;
    public readonly delegate* unmanaged<nint, int, nint> SetSessionGraphOptimizationLevel;
    public readonly delegate* unmanaged<nint, int, nint> SetIntraOpNumThreads;
    public readonly delegate* unmanaged<nint, int, nint> SetInterOpNumThreads;
    public readonly delegate* unmanaged<nint, nuint*, nint> SessionGetInputCount;
    public readonly delegate* unmanaged<nint, nuint*, nint> SessionGetOutputCount;
    public readonly delegate* unmanaged<nint, nuint, nint*, nint> SessionGetInputTypeInfo;
    public readonly delegate* unmanaged<nint, nuint, nint*, nint> SessionGetOutputTypeInfo;
    public readonly delegate* unmanaged<nint, nuint, nint, byte**, nint> SessionGetInputName;
    public readonly delegate* unmanaged<nint, nuint, nint, byte**, nint> SessionGetOutputName;
    public readonly delegate* unmanaged<nint*, nint> CreateRunOptions;
    public readonly delegate* unmanaged<nint, nint> RunOptionsSetTerminate;
    public readonly delegate* unmanaged<nint, void*, nuint, long*, nuint, OnnxElementType, nint*, nint> CreateTensorWithDataAsOrtValue;
    public readonly delegate* unmanaged<nint, void**, nint> GetTensorMutableData;
    public readonly delegate* unmanaged<nint, nint*, nint> CastTypeInfoToTensorInfo;
    public readonly delegate* unmanaged<nint, OnnxElementType*, nint> GetTensorElementType;
    public readonly delegate* unmanaged<nint, nuint*, nint> GetDimensionsCount;
    public readonly delegate* unmanaged<nint, long*, nuint, nint> GetDimensions;
    public readonly delegate* unmanaged<nint, nint*, nint> GetTensorTypeAndShape;
    public readonly delegate* unmanaged<int, int, nint*, nint> CreateCpuMemoryInfo;
    public readonly delegate* unmanaged<nint, void*, nint> AllocatorFree;
    public readonly delegate* unmanaged<nint*, nint> GetAllocatorWithDefaultOptions;
    public readonly delegate* unmanaged<nint, void> ReleaseEnv;
    public readonly delegate* unmanaged<nint, void> ReleaseStatus;
    public readonly delegate* unmanaged<nint, void> ReleaseMemoryInfo;
    public readonly delegate* unmanaged<nint, void> ReleaseSession;
    public readonly delegate* unmanaged<nint, void> ReleaseValue;
    public readonly delegate* unmanaged<nint, void> ReleaseRunOptions;
    public readonly delegate* unmanaged<nint, void> ReleaseTypeInfo;
    public readonly delegate* unmanaged<nint, void> ReleaseTensorTypeAndShapeInfo;
    public readonly delegate* unmanaged<nint, void> ReleaseSessionOptions;
    public readonly delegate* unmanaged<byte***, int*, nint> GetAvailableProviders;
    public readonly delegate* unmanaged<byte**, int, nint> ReleaseAvailableProviders;
    public readonly delegate* unmanaged<nint, byte*, byte*, nint> AddSessionConfigEntry;
    public readonly delegate* unmanaged<nint, nint, nint> SessionOptionsAppendExecutionProvider_CUDA_V2;
    public readonly delegate* unmanaged<nint*, nint> CreateCUDAProviderOptions;
    public readonly delegate* unmanaged<nint, void> ReleaseCUDAProviderOptions;
    public readonly delegate* unmanaged<nint, byte*, byte**, byte**, nuint, nint> SessionOptionsAppendExecutionProvider;
    public readonly delegate* unmanaged<nint, void**, byte**, nuint*, nuint, nint> AddExternalInitializersFromFilesInMemory;

    private OrtApi(void** slots, string libraryVersion)
    {
        LibraryVersion = libraryVersion;
        GetErrorCode = (delegate* unmanaged<nint, int>)slots[1];
        GetErrorMessage = (delegate* unmanaged<nint, byte*>)slots[2];
        CreateEnv = (delegate* unmanaged<int, byte*, nint*, nint>)slots[3];
        CreateSession = (delegate* unmanaged<nint, void*, nint, nint*, nint>)slots[7];
        Run = (delegate* unmanaged<nint, nint, byte**, nint*, nuint, byte**, nuint, nint*, nint>)slots[9];
        CreateSessionOptions = (delegate* unmanaged<nint*, nint>)slots[10];
        SetOptimizedModelFilePath = (delegate* unmanaged<nint, void*, nint>)slots[11];
        DisableMemPattern = (delegate* unmanaged<nint, nint>)slots[17];
        SetSessionGraphOptimizationLevel = (delegate* unmanaged<nint, int, nint>)slots[23];
        SetIntraOpNumThreads = (delegate* unmanaged<nint, int, nint>)slots[24];
        SetInterOpNumThreads = (delegate* unmanaged<nint, int, nint>)slots[25];
        SessionGetInputCount = (delegate* unmanaged<nint, nuint*, nint>)slots[30];
        SessionGetOutputCount = (delegate* unmanaged<nint, nuint*, nint>)slots[31];
        SessionGetInputTypeInfo = (delegate* unmanaged<nint, nuint, nint*, nint>)slots[33];
        SessionGetOutputTypeInfo = (delegate* unmanaged<nint, nuint, nint*, nint>)slots[34];
        SessionGetInputName = (delegate* unmanaged<nint, nuint, nint, byte**, nint>)slots[36];
        SessionGetOutputName = (delegate* unmanaged<nint, nuint, nint, byte**, nint>)slots[37];
        CreateRunOptions = (delegate* unmanaged<nint*, nint>)slots[39];
        RunOptionsSetTerminate = (delegate* unmanaged<nint, nint>)slots[46];
        CreateTensorWithDataAsOrtValue = (delegate* unmanaged<nint, void*, nuint, long*, nuint, OnnxElementType, nint*, nint>)slots[49];
        GetTensorMutableData = (delegate* unmanaged<nint, void**, nint>)slots[51];
        CastTypeInfoToTensorInfo = (delegate* unmanaged<nint, nint*, nint>)slots[55];
        GetTensorElementType = (delegate* unmanaged<nint, OnnxElementType*, nint>)slots[60];
        GetDimensionsCount = (delegate* unmanaged<nint, nuint*, nint>)slots[61];
        GetDimensions = (delegate* unmanaged<nint, long*, nuint, nint>)slots[62];
        GetTensorTypeAndShape = (delegate* unmanaged<nint, nint*, nint>)slots[65];
        CreateCpuMemoryInfo = (delegate* unmanaged<int, int, nint*, nint>)slots[69];
        AllocatorFree = (delegate* unmanaged<nint, void*, nint>)slots[76];
        GetAllocatorWithDefaultOptions = (delegate* unmanaged<nint*, nint>)slots[78];
        ReleaseEnv = (delegate* unmanaged<nint, void>)slots[92];
        ReleaseStatus = (delegate* unmanaged<nint, void>)slots[93];
        ReleaseMemoryInfo = (delegate* unmanaged<nint, void>)slots[94];
        ReleaseSession = (delegate* unmanaged<nint, void>)slots[95];
        ReleaseValue = (delegate* unmanaged<nint, void>)slots[96];
        ReleaseRunOptions = (delegate* unmanaged<nint, void>)slots[97];
        ReleaseTypeInfo = (delegate* unmanaged<nint, void>)slots[98];
        ReleaseTensorTypeAndShapeInfo = (delegate* unmanaged<nint, void>)slots[99];
        ReleaseSessionOptions = (delegate* unmanaged<nint, void>)slots[100];
        GetAvailableProviders = (delegate* unmanaged<byte***, int*, nint>)slots[125];
        ReleaseAvailableProviders = (delegate* unmanaged<byte**, int, nint>)slots[126];
        AddSessionConfigEntry = (delegate* unmanaged<nint, byte*, byte*, nint>)slots[130];
        SessionOptionsAppendExecutionProvider_CUDA_V2 = (delegate* unmanaged<nint, nint, nint>)slots[204];
        CreateCUDAProviderOptions = (delegate* unmanaged<nint*, nint>)slots[205];
        ReleaseCUDAProviderOptions = (delegate* unmanaged<nint, void>)slots[208];
        SessionOptionsAppendExecutionProvider = (delegate* unmanaged<nint, byte*, byte**, byte**, nuint, nint>)slots[216];
        AddExternalInitializersFromFilesInMemory = (delegate* unmanaged<nint, void**, byte**, nuint*, nuint, nint>)slots[279];
    }

    /// <exception cref="EmbeddingException"><see cref="EmbeddingError.MissingLibrary"/>.</exception>
    public static OrtApi Instance => Loaded.Value;

    /// <summary>For example <c>1.30.0</c>.</summary>
    public string LibraryVersion { get; }

    private static OrtApi Load()
    {
        try
        {
            var origin = NativeOnnxRuntime.OrtGetApiBase();
            var version = Marshal.PtrToStringUTF8((nint)origin->GetVersionString())!;
            var slots = origin->GetApi(Version);
            return slots != null
                ? new OrtApi(slots, version)
                : throw OrtError.LibraryMissing($"is version {version}, at least 1.{Version} is needed");
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
        {
            throw OrtError.LibraryMissing("cannot be loaded", error);
        }
    }
}
