using System.Runtime.InteropServices;

namespace Patina.Embeddings.Onnx.Native;

/// <summary>The only place where a status of ONNX Runtime becomes an exception.</summary>
internal static unsafe class OrtError
{
    /// <param name="status">What a call returned; 0 is success. Released here.</param>
    /// <param name="doing">What was tried: <c>opening model.onnx</c>.</param>
    /// <exception cref="EmbeddingException"><see cref="EmbeddingError.RuntimeFailure"/>.</exception>
    public static void Check(nint status, string doing)
    {
        if (status != 0)
            throw new EmbeddingException(EmbeddingError.RuntimeFailure, $"ONNX Runtime {OrtApi.Instance.LibraryVersion} failed while {doing}: {Take(status)}");
    }

    /// <summary>The text of a failure, released; null for success.</summary>
    public static string? Take(nint status)
    {
        if (status == 0)
            return null;

        var api = OrtApi.Instance;
        var text = Marshal.PtrToStringUTF8((nint)api.GetErrorMessage(status))!;
        api.ReleaseStatus(status);
        return text;
    }

    public static EmbeddingException LibraryMissing(string what, Exception? inner = null) =>
        new(EmbeddingError.MissingLibrary,
            $"The native library {NativeOnnxRuntime.Library} {what}. Build Patina again with 'dotnet build', which puts it into " +
            $"{AppContext.BaseDirectory}; on platforms that it does not come for, put it there yourself.",
            inner);
}
