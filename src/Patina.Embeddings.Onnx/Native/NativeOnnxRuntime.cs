// ONNX Runtime 1.30.0, include/onnxruntime/core/session/onnxruntime_c_api.h
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

namespace Patina.Embeddings.Onnx.Native;

/// <summary>The one function that the library exports; all others are in the table that it leads to.</summary>
internal static unsafe partial class NativeOnnxRuntime
{
    internal const string Library = "onnxruntime";

    // Windows has an old library of this name in its own folder, so ours is looked for beside the program first.
    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    internal static partial OrtApiBase* OrtGetApiBase();
}
