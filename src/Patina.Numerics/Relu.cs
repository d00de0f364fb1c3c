using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Patina.Numerics;

/// <summary>The rectifier of a layer: max(0, x).</summary>
public static class Relu
{
    /// <summary>rows[i] = max(0, rows[i] + bias).</summary>
    /// <param name="rows">Row-major, of a whole number of rows as long as <paramref name="bias"/>.</param>
    public static void Forward(Span<float> rows, ReadOnlySpan<float> bias)
    {
        CheckRows(rows.Length, bias.Length);
        for (; rows.Length > 0; rows = rows[bias.Length..])
        {
            var row = rows[..bias.Length];
            TensorPrimitives.Add(row, bias, row);
            TensorPrimitives.Max(row, 0f, row);
        }
    }

    /// <summary>Clears the gradient where the rectifier let nothing pass.</summary>
    /// <param name="outputs">What <see cref="Forward"/> gave.</param>
    /// <param name="gradient">By the outputs; becomes the gradient by the inputs.</param>
    public static void Backward(ReadOnlySpan<float> outputs, Span<float> gradient)
    {
        if (outputs.Length != gradient.Length)
            throw new ArgumentException($"{outputs.Length} outputs, but a gradient of {gradient.Length}.", nameof(gradient));

        var wideOutputs = MemoryMarshal.Cast<float, Vector<float>>(outputs);
        var wideGradient = MemoryMarshal.Cast<float, Vector<float>>(gradient);
        for (var i = 0; i < wideOutputs.Length; i++)
            wideGradient[i] = Vector.ConditionalSelect(Vector.GreaterThan(wideOutputs[i], Vector<float>.Zero), wideGradient[i], Vector<float>.Zero);
        for (var i = wideOutputs.Length * Vector<float>.Count; i < outputs.Length; i++)
            gradient[i] = outputs[i] > 0 ? gradient[i] : 0;
    }

    private static void CheckRows(int length, int width)
    {
        if (width == 0 ? length != 0 : length % width != 0)
            throw new ArgumentException($"{length} numbers are no whole number of rows of {width}.");
    }
}
