namespace Patina.USearch;

/// <summary>How the index stores each component; what goes in and comes out is always f32. The values are those of <c>usearch.h</c>.</summary>
public enum VectorPrecision
{
    /// <summary>4 bytes, exact.</summary>
    F32 = 1,

    /// <summary>2 bytes, 11 bits of mantissa.</summary>
    F16 = 3,

    /// <summary>1 byte; the vector is scaled to unit length, so for <see cref="VectorMetric.Cosine"/> only.</summary>
    I8 = 4,

    /// <summary>2 bytes, 8 bits of mantissa and the range of f32.</summary>
    BF16 = 6,
}
