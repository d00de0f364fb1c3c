using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Patina.Embeddings.Mlx.Native;

/// <summary>
/// A function of arrays that MLX traces once and computes anew for inputs of the same shapes. What it uses beside its inputs, such as weights, it holds
/// until it is disposed. For <see cref="MlxThread"/> only.
/// </summary>
internal sealed unsafe class MlxProgram : IDisposable
{
    private readonly Recording _recording;
    private readonly MlxClosureHandle _compiled;

    /// <param name="record">Called while it is traced, with the inputs; its graph and what that made is gone afterwards.</param>
    public MlxProgram(MlxStreamHandle stream, Func<MlxGraph, IReadOnlyList<MlxArrayHandle>, MlxArrayHandle> record)
    {
        _recording = new Recording(stream, record);
        var payload = GCHandle.ToIntPtr(GCHandle.Alloc(_recording)); // given back by the library
        using var traced = MlxError.Check(NativeMlx.mlx_closure_new_func_payload(&Trace, (void*)payload, &Forget), "compile");
        MlxError.Check(NativeMlx.mlx_compile(out _compiled, traced, 0), "compile");
    }

    /// <summary>Records its result in a graph. The first call traces; whatever recording threw is thrown.</summary>
    public MlxArrayHandle Run(MlxGraph graph, params ReadOnlySpan<MlxArrayHandle> inputs)
    {
        Span<nint> arrays = stackalloc nint[inputs.Length];
        for (var i = 0; i < inputs.Length; i++)
            arrays[i] = inputs[i].DangerousGetHandle(); // the graph keeps them
        MlxVectorArrayHandle arguments;
        fixed (nint* first = arrays)
            arguments = MlxError.Check(NativeMlx.mlx_vector_array_new_data(first, (nuint)arrays.Length), "compile");
        using (arguments)
        {
            var status = NativeMlx.mlx_closure_apply(out var results, _compiled, arguments);
            using (results)
            {
                _recording.Failure?.Throw();
                MlxError.Check(status, "a compiled graph");
                return graph.Own(NativeMlx.mlx_vector_array_get(out var result, results, 0), result, "a compiled graph");
            }
        }
    }

    public void Dispose() => _compiled.Dispose();

    [UnmanagedCallersOnly]
    private static int Trace(nint* result, nint inputs, void* payload)
    {
        var recording = (Recording)GCHandle.FromIntPtr((nint)payload).Target!;
        try
        {
            using var graph = new MlxGraph(recording.Stream);
            var arrays = new List<MlxArrayHandle>();
            for (nuint i = 0; i < NativeMlx.mlx_vector_array_size(inputs); i++)
                arrays.Add(graph.Own(NativeMlx.mlx_vector_array_get(out var array, inputs, i), array, "compile"));

            // The result is handed over empty, without a vector that something could be appended to.
            return NativeMlx.mlx_vector_array_set_value(result, recording.Record(graph, arrays));
        }
        catch (Exception exception)
        {
            recording.Failure = ExceptionDispatchInfo.Capture(exception);
            return 1;
        }
    }

    [UnmanagedCallersOnly]
    private static void Forget(void* payload) => GCHandle.FromIntPtr((nint)payload).Free();

    private sealed class Recording(MlxStreamHandle stream, Func<MlxGraph, IReadOnlyList<MlxArrayHandle>, MlxArrayHandle> record)
    {
        public MlxStreamHandle Stream => stream;

        public Func<MlxGraph, IReadOnlyList<MlxArrayHandle>, MlxArrayHandle> Record => record;

        public ExceptionDispatchInfo? Failure { get; set; }
    }
}
