using System.Runtime.InteropServices;

namespace Patina.Embeddings.Mlx.Native;

/// <summary><c>mlx_optional_float</c>; the default has no value.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct MlxOptionalFloat(float value)
{
    public readonly float Value = value;
    public readonly byte HasValue = 1;
}
