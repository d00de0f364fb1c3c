using System.Runtime.CompilerServices;

namespace Patina.Embeddings.Onnx.Native;

/// <summary>What a session is to be created with. Not thread-safe; owned by whoever creates it.</summary>
internal sealed unsafe class SessionOptions : IDisposable
{
    private const string Doing = "setting the options of a session";

    private readonly SessionOptionsHandle _handle;

    public SessionOptions()
    {
        nint options;
        OrtError.Check(OrtApi.Instance.CreateSessionOptions(&options), Doing);
        _handle = new SessionOptionsHandle(options);
    }

    public SessionOptionsHandle Handle => _handle;

    /// <param name="count">Threads that one node is split over.</param>
    public void SetThreads(int count)
    {
        using var options = _handle.Borrow();
        OrtError.Check(OrtApi.Instance.SetIntraOpNumThreads(options.Value, count), Doing);
        OrtError.Check(OrtApi.Instance.SetInterOpNumThreads(options.Value, 1), Doing);
    }

    public void SetOptimization(GraphOptimization level)
    {
        using var options = _handle.Borrow();
        var value = level switch
        {
            GraphOptimization.None => 0,
            GraphOptimization.Basic => 1,
            GraphOptimization.Extended => 2,
            _ => 99,
        };
        OrtError.Check(OrtApi.Instance.SetSessionGraphOptimizationLevel(options.Value, value), Doing);
    }

    /// <summary>Has the graph written to a file once it is rewritten.</summary>
    public void SetOptimizedModelPath(string path)
    {
        using var options = _handle.Borrow();
        fixed (byte* text = NativeText.Path(path))
            OrtError.Check(OrtApi.Instance.SetOptimizedModelFilePath(options.Value, text), Doing);
    }

    /// <summary>Sets one of the entries of <c>onnxruntime_session_options_config_keys.h</c>.</summary>
    public void SetEntry(string key, string value)
    {
        using var options = _handle.Borrow();
        fixed (byte* keyText = NativeText.Utf8(key), valueText = NativeText.Utf8(value))
            OrtError.Check(OrtApi.Instance.AddSessionConfigEntry(options.Value, keyText, valueText), Doing);
    }

    /// <summary>Keeps no plan of the memory of a run, as DirectML demands.</summary>
    public void DisableMemoryPattern()
    {
        using var options = _handle.Borrow();
        OrtError.Check(OrtApi.Instance.DisableMemPattern(options.Value), Doing);
    }

    /// <summary>Appends a provider without options.</summary>
    /// <param name="name"><c>CoreML</c> or <c>DML</c>.</param>
    /// <returns>Why it does not start; null if it does.</returns>
    public string? AppendProvider(string name)
    {
        using var options = _handle.Borrow();
        fixed (byte* text = NativeText.Utf8(name))
            return OrtError.Take(OrtApi.Instance.SessionOptionsAppendExecutionProvider(options.Value, text, null, null, 0));
    }

    /// <returns>Why CUDA does not start; null if it does.</returns>
    public string? AppendCuda()
    {
        var api = OrtApi.Instance;
        nint created;
        if (OrtError.Take(api.CreateCUDAProviderOptions(&created)) is { } reason)
            return reason;

        using var cuda = new CudaOptionsHandle(created);
        using var cudaOptions = cuda.Borrow();
        using var options = _handle.Borrow();
        return OrtError.Take(api.SessionOptionsAppendExecutionProvider_CUDA_V2(options.Value, cudaOptions.Value));
    }

    /// <summary>Hands over the contents of files that the graph names; they are copied when the session is created.</summary>
    /// <param name="files">By the name that the graph calls a file.</param>
    public void AddExternalFiles(IReadOnlyList<(string Name, MappedBytes Content)> files)
    {
        var names = files.Select(file => NativeText.Path(file.Name)).ToArray();
        var nameValues = stackalloc void*[files.Count];
        var contents = stackalloc byte*[files.Count];
        var lengths = stackalloc nuint[files.Count];
        for (var i = 0; i < files.Count; i++)
        {
            nameValues[i] = Unsafe.AsPointer(ref names[i][0]);
            contents[i] = files[i].Content.Pointer;
            lengths[i] = (nuint)files[i].Content.Length;
        }

        using var options = _handle.Borrow();
        OrtError.Check(
            OrtApi.Instance.AddExternalInitializersFromFilesInMemory(options.Value, nameValues, contents, lengths, (nuint)files.Count), Doing);
        GC.KeepAlive(names);
    }

    public void Dispose() => _handle.Dispose();
}
