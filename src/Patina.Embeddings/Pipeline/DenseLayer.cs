using System.Numerics.Tensors;
using Patina.Embeddings.Settings;
using Patina.Safetensors;

namespace Patina.Embeddings.Pipeline;

/// <summary>activation(W·x + b).</summary>
/// <param name="weight">Row-major [outputs × inputs].</param>
/// <param name="bias">One number per output; empty for none.</param>
internal sealed class DenseLayer(float[] weight, float[] bias, int inputs, Action<Span<float>> activation) : IVectorLayer
{
    public int InputWidth => inputs;

    public int OutputWidth => weight.Length / inputs;

    public static DenseLayer Read(SettingsReader config, SafetensorsFile weights)
    {
        var info = weights.GetTensor("linear.weight");
        var hasBias = config.Boolean("bias") ?? true;
        if (info.Shape.Count != 2 || info.ElementCount == 0 || (hasBias && weights.GetTensor("linear.bias").ElementCount != info.Shape[0]))
            throw config.Bad($"the weights beside it are no matrix with a bias: {info}");

        return new DenseLayer(
            weights.ReadFloats("linear.weight"), hasBias ? weights.ReadFloats("linear.bias") : [], (int)info.Shape[1], ReadActivation(config));
    }

    public void Apply(ReadOnlySpan<float> input, Span<float> output)
    {
        for (var i = 0; i < output.Length; i++)
            output[i] = TensorPrimitives.Dot(weight.AsSpan(i * inputs, inputs), input);
        if (bias.Length > 0)
            TensorPrimitives.Add(output, bias, output);
        activation(output);
    }

    private static Action<Span<float>> ReadActivation(SettingsReader config)
    {
        var name = config.String("activation_function") ?? "torch.nn.modules.activation.Tanh";
        return name[(name.LastIndexOf('.') + 1)..] switch
        {
            "Identity" => Keep,
            "Tanh" => values => TensorPrimitives.Tanh(values, values),
            "ReLU" => values => TensorPrimitives.Max(values, 0f, values),
            "Sigmoid" => values => TensorPrimitives.Sigmoid<float>(values, values),
            _ => throw config.Unsupported($"activation_function '{name}' is not known; known are Identity, Tanh, ReLU and Sigmoid"),
        };
    }

    private static void Keep(Span<float> values)
    {
    }
}
