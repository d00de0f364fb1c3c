using System.Numerics.Tensors;
using Patina.Safetensors;

namespace Patina.Pretrain.Output;

/// <summary>A table as it is shipped: 8 bits a number, one scale a row.</summary>
internal static class QuantizedTable
{
    /// <param name="table">[rows × columns]</param>
    public static void Write(string path, float[] table, int columns)
    {
        var rows = table.Length / columns;
        var numbers = new byte[table.Length];
        var scales = new float[rows];
        for (var row = 0; row < rows; row++)
        {
            var values = table.AsSpan(row * columns, columns);
            var scale = TensorPrimitives.MaxMagnitude<float>(values) is var most && MathF.Abs(most) > 0 ? MathF.Abs(most) / sbyte.MaxValue : 0;
            scales[row] = scale;
            for (var i = 0; i < columns && scale > 0; i++)
                numbers[(row * columns) + i] = (byte)(sbyte)Math.Clamp(MathF.Round(values[i] / scale), -sbyte.MaxValue, sbyte.MaxValue);
        }
        SafetensorsWriter.Write(path,
        [
            TensorData.Bytes("embeddings", DType.I8, numbers, rows, columns),
            TensorData.Floats("scales", scales, rows),
        ]);
    }
}
