using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Patina.Embeddings.Mlx.Native;

/// <summary>The only place where a status of MLX becomes an exception.</summary>
internal static unsafe class MlxError
{
    /// <summary>What the library said last, on the thread that called it.</summary>
    [ThreadStatic]
    private static string? s_message;

    /// <summary>Must come before every other call: the library's own handler prints and ends the process.</summary>
    public static void InstallHandler() => NativeMlx.mlx_set_error_handler(&Keep, null, null);

    /// <param name="status">What a call returned; 0 is success.</param>
    /// <exception cref="EmbeddingException"><see cref="EmbeddingError.RuntimeFailure"/>.</exception>
    public static void Check(int status, [CallerMemberName] string doing = "")
    {
        if (status == 0)
            return;
        throw new EmbeddingException(EmbeddingError.RuntimeFailure, $"MLX failed in {doing}: {s_message ?? "it gave no reason"}");
    }

    /// <summary>Checks what a call returns that has no status.</summary>
    /// <inheritdoc cref="Check(int, string)"/>
    public static T Check<T>(T created, [CallerMemberName] string doing = "")
        where T : MlxHandle
    {
        Check(created.IsInvalid ? 1 : 0, doing);
        return created;
    }

    [UnmanagedCallersOnly]
    private static void Keep(byte* message, void* data) => s_message = Marshal.PtrToStringUTF8((nint)message);
}
