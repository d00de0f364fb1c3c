using System.Numerics.Tensors;
using BenchmarkDotNet.Attributes;
using Patina.Numerics;

namespace Patina.Bench;

/// <summary>Adding the 256 int8 numbers of 120 table rows to a sum: the distinct tokens of a function of some forty lines.</summary>
[MemoryDiagnoser]
public class RowBenchmarks
{
    private const int Rows = 120;
    private const int Columns = 256;

    private readonly sbyte[] _table = new sbyte[Rows * Columns];
    private readonly float[] _sum = new float[Columns];
    private readonly float[] _row = new float[Columns];

    [GlobalSetup]
    public void Fill()
    {
        var random = new Random(1);
        foreach (ref var number in _table.AsSpan())
            number = (sbyte)random.Next(-127, 128);
    }

    [Benchmark(Baseline = true)]
    public void ConvertThenAdd()
    {
        for (var row = 0; row < Rows; row++)
        {
            TensorPrimitives.ConvertTruncating<sbyte, float>(_table.AsSpan(row * Columns, Columns), _row);
            TensorPrimitives.MultiplyAdd(_row, 0.01f, _sum, _sum);
        }
    }

    [Benchmark]
    public void AddScaled()
    {
        for (var row = 0; row < Rows; row++)
            QuantizedRow.AddScaled(_table.AsSpan(row * Columns, Columns), 0.01f, _sum);
    }
}
