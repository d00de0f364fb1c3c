using System.Runtime.InteropServices;

namespace Patina.USearch.Native;

/// <summary>The only place where USearch's error text becomes an exception.</summary>
internal static unsafe class USearchError
{
    /// <param name="error">What the call left behind; null is success. The text belongs to the library.</param>
    public static void Check(byte* error, string doing)
    {
        if (error != null)
            throw Create(error, doing);
    }

    public static VectorIndexException LibraryMissing(string what, Exception? inner = null) =>
        new(VectorIndexError.MissingLibrary,
            $"The native library {NativeUSearch.Library} {what}. Build Patina again with 'dotnet build', which puts it into {AppContext.BaseDirectory}.",
            inner);

    private static VectorIndexException Create(byte* error, string doing) =>
        new(VectorIndexError.NativeFailure, $"USearch failed while {doing}: {Marshal.PtrToStringUTF8((nint)error)}");
}
