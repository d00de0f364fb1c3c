using System.Numerics.Tensors;
using Patina.Safetensors;

namespace Patina.Embeddings.Pipeline;

/// <summary>(x - mean) / √(variance + ε) · w + b.</summary>
internal sealed class LayerNormLayer(float[] weight, float[] bias) : IVectorLayer
{
    private const double Epsilon = 1e-5;

    public int InputWidth => weight.Length;

    public int OutputWidth => weight.Length;

    public static LayerNormLayer Read(SafetensorsFile weights)
    {
        var (weight, bias) = (weights.ReadFloats("norm.weight"), weights.ReadFloats("norm.bias"));
        return weight.Length == bias.Length && weight.Length > 0
            ? new LayerNormLayer(weight, bias)
            : throw new EmbeddingException(EmbeddingError.BadWeights,
                $"{weights.Path}: norm.weight has {weight.Length} numbers, norm.bias {bias.Length}. Fetch the model again.");
    }

    public void Apply(ReadOnlySpan<float> input, Span<float> output)
    {
        var mean = TensorPrimitives.Sum(input) / input.Length;
        var squares = 0.0;
        foreach (var value in input)
            squares += ((double)value - mean) * ((double)value - mean);
        TensorPrimitives.Subtract(input, mean, output);
        TensorPrimitives.Multiply(output, (float)(1 / Math.Sqrt((squares / input.Length) + Epsilon)), output);
        TensorPrimitives.Multiply(output, weight, output);
        TensorPrimitives.Add(output, bias, output);
    }
}
