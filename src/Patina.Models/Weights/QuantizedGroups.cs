using Patina.Safetensors;

namespace Patina.Models.Weights;

/// <summary>
/// How MLX stores a quantised matrix: per row, groups of integers packed into 32-bit words from the low bits on, and per
/// group a scale and a bias; a number is integer · scale + bias.
/// </summary>
/// <param name="Bits">Of each integer: 2, 4 or 8.</param>
/// <param name="GroupSize">Numbers that share scale and bias.</param>
/// <param name="Scales">[rows × columns/group].</param>
/// <param name="Biases">[rows × columns/group].</param>
public sealed record QuantizedGroups(int Bits, int GroupSize, TensorInfo Scales, TensorInfo Biases);
