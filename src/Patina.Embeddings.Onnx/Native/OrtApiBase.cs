using System.Runtime.InteropServices;

namespace Patina.Embeddings.Onnx.Native;

/// <summary><c>OrtApiBase</c>, in the order of the header.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OrtApiBase
{
    /// <summary>The table of an API version; null if the library is older than that.</summary>
    public delegate* unmanaged<uint, void**> GetApi;

    public delegate* unmanaged<byte*> GetVersionString;
}
