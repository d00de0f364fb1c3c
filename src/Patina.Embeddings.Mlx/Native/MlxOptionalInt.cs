using System.Runtime.InteropServices;

namespace Patina.Embeddings.Mlx.Native;

/// <summary><c>mlx_optional_int</c>, and <c>mlx_optional_dtype</c>, which has the same layout.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct MlxOptionalInt(int value)
{
    public readonly int Value = value;
    public readonly byte HasValue = 1;
}
