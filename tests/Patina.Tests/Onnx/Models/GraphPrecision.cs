namespace Patina.Tests.Onnx.Models;

/// <summary>How an export stores its weights.</summary>
internal enum GraphPrecision
{
    Fp32,

    /// <summary>16-bit floats throughout, output included.</summary>
    Fp16,

    /// <summary>Weights in 8 bits; what flows through is quantized by its range on the way into each multiplication.</summary>
    Int8,
}
