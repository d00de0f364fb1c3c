using System.Text;

namespace Patina.Embeddings.Onnx.Native;

/// <summary>Text as the C functions take it, null-terminated, in memory that does not move.</summary>
internal static class NativeText
{
    public static byte[] Utf8(string text) => Encode(text, Encoding.UTF8, 1);

    /// <summary>A path as <c>ORTCHAR_T</c>: UTF-16 on Windows, UTF-8 elsewhere.</summary>
    public static byte[] Path(string path) => OperatingSystem.IsWindows() ? Encode(path, Encoding.Unicode, 2) : Utf8(path);

    private static byte[] Encode(string text, Encoding encoding, int terminatorBytes)
    {
        var bytes = GC.AllocateArray<byte>(encoding.GetByteCount(text) + terminatorBytes, pinned: true);
        encoding.GetBytes(text, bytes);
        return bytes;
    }
}
