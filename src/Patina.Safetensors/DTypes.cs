namespace Patina.Safetensors;

/// <summary>Names and sizes of the element types.</summary>
public static class DTypes
{
    private static readonly string[] Names = Enum.GetNames<DType>();

    /// <summary>Bits of one element; not a multiple of eight for <see cref="DType.F4"/> and the two F6.</summary>
    public static int BitSize(this DType type) => type switch
    {
        DType.F4 => 4,
        DType.F6_E2M3 or DType.F6_E3M2 => 6,
        DType.I16 or DType.U16 or DType.F16 or DType.BF16 => 16,
        DType.I32 or DType.U32 or DType.F32 => 32,
        DType.C64 or DType.F64 or DType.I64 or DType.U64 => 64,
        _ => 8,
    };

    /// <summary>Exact and case-sensitive, as the format has it; a number is no name.</summary>
    internal static bool TryParse(string name, out DType type)
    {
        var index = Array.IndexOf(Names, name);
        type = (DType)Math.Max(index, 0);
        return index >= 0;
    }
}
