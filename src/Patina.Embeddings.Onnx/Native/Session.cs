using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Patina.Embeddings.Onnx.Native;

/// <summary>A graph, ready to run. Thread-safe until disposed.</summary>
internal sealed unsafe class Session : IDisposable
{
    private readonly SessionHandle _handle;
    private readonly byte[][] _inputNames;
    private readonly byte[][] _outputNames;

    private Session(SessionHandle handle)
    {
        _handle = handle;
        Inputs = ReadPorts(OrtApi.Instance.SessionGetInputCount, OrtApi.Instance.SessionGetInputName, OrtApi.Instance.SessionGetInputTypeInfo);
        Outputs = ReadPorts(OrtApi.Instance.SessionGetOutputCount, OrtApi.Instance.SessionGetOutputName, OrtApi.Instance.SessionGetOutputTypeInfo);
        _inputNames = [.. Inputs.Select(port => NativeText.Utf8(port.Name))];
        _outputNames = [.. Outputs.Select(port => NativeText.Utf8(port.Name))];
    }

    public IReadOnlyList<SessionPort> Inputs { get; }

    public IReadOnlyList<SessionPort> Outputs { get; }

    /// <exception cref="EmbeddingException"><see cref="EmbeddingError.RuntimeFailure"/>: the file is no graph that the library can run.</exception>
    public static Session Open(string path, SessionOptions options)
    {
        nint session;
        using var environment = OrtRuntime.Environment.Borrow();
        using var optionValues = options.Handle.Borrow();
        fixed (byte* text = NativeText.Path(path))
            OrtError.Check(OrtApi.Instance.CreateSession(environment.Value, text, optionValues.Value, &session), $"opening {path}");
        var handle = new SessionHandle(session);
        try
        {
            return new Session(handle);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>Computes one output.</summary>
    /// <param name="inputs">One for each of <see cref="Inputs"/>, in that order.</param>
    /// <param name="output">Its place in <see cref="Outputs"/>.</param>
    /// <exception cref="OperationCanceledException">Cancelled, which also ends a run that is under way.</exception>
    public OrtTensor Run(ReadOnlySpan<OrtTensor> inputs, int output, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var runOptions = RunOptions.Create();
        using var registration = cancellation.UnsafeRegister(static state => ((RunOptions)state!).Terminate(), runOptions);
        var names = stackalloc byte*[inputs.Length];
        var values = stackalloc nint[inputs.Length];
        var borrowed = 0;
        nint result = 0;
        nint status;
        try
        {
            for (; borrowed < inputs.Length; borrowed++)
            {
                var added = false;
                inputs[borrowed].Handle.DangerousAddRef(ref added);
                values[borrowed] = inputs[borrowed].Handle.DangerousGetHandle();
                names[borrowed] = (byte*)Unsafe.AsPointer(ref _inputNames[borrowed][0]);
            }

            var outputName = (byte*)Unsafe.AsPointer(ref _outputNames[output][0]);
            using var session = _handle.Borrow();
            using var options = runOptions.Handle.Borrow();
            status = OrtApi.Instance.Run(session.Value, options.Value, names, values, (nuint)inputs.Length, &outputName, 1, &result);
        }
        finally
        {
            while (borrowed-- > 0)
                inputs[borrowed].Handle.DangerousRelease();
        }

        if (status != 0 && cancellation.IsCancellationRequested)
        {
            _ = OrtError.Take(status);
            cancellation.ThrowIfCancellationRequested();
        }

        OrtError.Check(status, "running the model");
        return OrtTensor.Take(new ValueHandle(result));
    }

    public void Dispose() => _handle.Dispose();

    private SessionPort[] ReadPorts(
        delegate* unmanaged<nint, nuint*, nint> countOf, delegate* unmanaged<nint, nuint, nint, byte**, nint> nameOf,
        delegate* unmanaged<nint, nuint, nint*, nint> typeOf)
    {
        const string doing = "reading the inputs and outputs of a model";
        using var session = _handle.Borrow();
        nuint count;
        nint allocator;
        OrtError.Check(countOf(session.Value, &count), doing);
        OrtError.Check(OrtApi.Instance.GetAllocatorWithDefaultOptions(&allocator), doing);

        var ports = new SessionPort[count];
        for (nuint i = 0; i < count; i++)
        {
            byte* name;
            nint type;
            OrtError.Check(nameOf(session.Value, i, allocator, &name), doing);
            var text = Marshal.PtrToStringUTF8((nint)name)!;
            OrtError.Check(OrtApi.Instance.AllocatorFree(allocator, name), doing);
            OrtError.Check(typeOf(session.Value, i, &type), doing);
            using var info = new TypeInfoHandle(type);
            ports[i] = ReadPort(text, info);
        }

        return ports;
    }

    private static SessionPort ReadPort(string name, TypeInfoHandle type)
    {
        using var info = type.Borrow();
        nint tensor;
        OrtError.Check(OrtApi.Instance.CastTypeInfoToTensorInfo(info.Value, &tensor), "reading the inputs and outputs of a model");
        if (tensor == 0)
            return new SessionPort(name, OnnxElementType.Undefined, []);

        var (element, shape) = OrtTensor.ReadInfo(tensor);
        return new SessionPort(name, element, shape);
    }
}
