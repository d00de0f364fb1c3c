namespace Patina.Safetensors;

/// <summary>What one element of a tensor is, under the names of the format.</summary>
/// <remarks>The order is that of growing alignment; writers store the last ones first, so that every tensor lies aligned.</remarks>
public enum DType
{
    BOOL,

    /// <summary>4-bit float of the OCP microscaling formats.</summary>
    F4,
    F6_E2M3,
    F6_E3M2,
    U8,
    I8,
    F8_E5M2,
    F8_E4M3,
    F8_E8M0,
    F8_E4M3FNUZ,
    F8_E5M2FNUZ,
    I16,
    U16,
    F16,

    /// <summary>The upper half of a 32-bit float.</summary>
    BF16,
    I32,
    U32,
    F32,

    /// <summary>Complex number of two 32-bit floats.</summary>
    C64,
    F64,
    I64,
    U64,
}
