using System.Numerics.Tensors;
using Patina.Embeddings.Onnx.Graphs;
using Patina.Embeddings.Onnx.Native;
using Patina.Safetensors;

namespace Patina.Tests.Onnx.Models;

/// <summary>The weights of a checkpoint as the tensors of a graph, in the precision of an export.</summary>
/// <param name="read">Gives a tensor by its name in the checkpoint, row-major.</param>
internal sealed class GraphWeights(Func<string, (float[] Values, long[] Shape)> read, GraphPrecision precision)
{
    public GraphPrecision Precision => precision;

    /// <summary>The type of what flows through the graph.</summary>
    public OnnxElementType Type => precision == GraphPrecision.Fp16 ? OnnxElementType.Float16 : OnnxElementType.Float;

    public static Func<string, (float[] Values, long[] Shape)> FromCheckpoint(string path) => name =>
    {
        using var file = SafetensorsFile.Open(path);
        return (file.ReadFloats(name), [.. file.GetTensor(name).Shape]);
    };

    /// <summary>A tensor as it is.</summary>
    public GraphTensor Plain(string name)
    {
        var (values, shape) = read(name);
        return Float(values, shape);
    }

    /// <summary>A weight [outputs × inputs] as a graph multiplies by it, [inputs × outputs].</summary>
    public (float[] Values, long[] Shape) Transposed(string name)
    {
        var (values, shape) = read(name);
        var (rows, columns) = ((int)shape[0], (int)shape[1]);
        var turned = new float[values.Length];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
                turned[(column * rows) + row] = values[(row * columns) + column];
        }

        return (turned, [columns, rows]);
    }

    /// <summary>Numbers in the type that flows through the graph.</summary>
    public GraphTensor Float(float[] values, params long[] shape)
    {
        if (Type == OnnxElementType.Float)
            return GraphTensor.Floats(values, shape);
        var halves = new Half[values.Length];
        TensorPrimitives.ConvertToHalf(values, halves);
        return GraphTensor.Create<Half>(OnnxElementType.Float16, halves, shape);
    }

    /// <summary>8-bit integers with one scale, the zero at 0, as ONNX Runtime's own dynamic quantization stores weights.</summary>
    public static (GraphTensor Values, float Scale) Quantize(float[] values, long[] shape)
    {
        var scale = MathF.Max(MathF.Abs(TensorPrimitives.MaxMagnitude<float>(values)), 1e-30f) / 127;
        var bytes = Array.ConvertAll(values, value => (sbyte)MathF.Round(value / scale));
        return (GraphTensor.Create<sbyte>(OnnxElementType.Int8, bytes, shape), scale);
    }
}
