using Patina.Embeddings.Mlx.Native;
using Patina.Models.Weights;
using Patina.Safetensors;

namespace Patina.Embeddings.Mlx;

/// <summary>The weights of a model in MLX's memory, each copied out of its mapped file when it is first needed. For <see cref="MlxThread"/> only.</summary>
/// <param name="limit">Bytes that MLX may hold; null for any number.</param>
internal sealed class MlxWeights(MlxDevice device, MlxType type, int? bits, long? limit = null) : IDisposable
{
    /// <summary>Group sizes that MLX computes with, those it is fastest with first.</summary>
    private static readonly int[] GroupSizes = [64, 128, 32];

    private readonly Dictionary<Weight, MlxArrayHandle> _arrays = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Weight, MlxMatrix> _matrices = new(ReferenceEqualityComparer.Instance);

    /// <summary>What numbers are computed in.</summary>
    public MlxType Type => type;

    /// <summary>All numbers of a weight.</summary>
    public MlxArrayHandle Array(Weight weight)
    {
        if (!_arrays.TryGetValue(weight, out var array))
        {
            using var graph = new MlxGraph(device.Stream);
            _arrays.Add(weight, array = Keep(graph, Values(graph, weight)));
            weight.Release();
        }

        return array;
    }

    /// <summary>A matrix to multiply with or to look rows up in; in groups where the file has it so or the model is computed in 4 or 8 bits.</summary>
    public MlxMatrix Matrix(Weight weight)
    {
        if (!_matrices.TryGetValue(weight, out var matrix))
        {
            _matrices.Add(weight, matrix = Load(weight));
            weight.Release();
        }

        return matrix;
    }

    public void Dispose()
    {
        foreach (var array in _arrays.Values)
            array.Dispose();
        foreach (var matrix in _matrices.Values)
            matrix.Dispose();
        _arrays.Clear();
        _matrices.Clear();
    }

    private MlxMatrix Load(Weight weight)
    {
        using var graph = new MlxGraph(device.Stream);
        if (weight.Quantized is { } groups && GroupSizes.Contains(groups.GroupSize))
        {
            return new MlxMatrix(
                MlxMemory.Copy(weight.File, weight.Stored, MlxType.UInt32), Keep(graph, Stored(graph, weight.File, groups.Scales)),
                Keep(graph, Stored(graph, weight.File, groups.Biases)), groups.GroupSize, groups.Bits);
        }

        var values = Values(graph, weight);
        var group = GroupSizes.FirstOrDefault(size => weight.Columns % size == 0);
        if (bits is null || group == 0)
            return new MlxMatrix(Keep(graph, values));
        var (packed, scales, biases) = graph.Quantize(values, group, bits.Value);
        return new MlxMatrix(Keep(graph, packed), Keep(graph, scales), Keep(graph, biases), group, bits.Value);
    }

    private MlxArrayHandle Values(MlxGraph graph, Weight weight)
    {
        // Groups of other sizes, and 64-bit floats, which a graphics card has not.
        if (weight.Quantized is not null || weight.Stored.DType == DType.F64)
            return Cast(graph, graph.Array<float>(weight.Read(), MlxType.Float32, [.. weight.Shape]), MlxType.Float32);
        return Stored(graph, weight.File, weight.Stored);
    }

    private MlxArrayHandle Stored(MlxGraph graph, SafetensorsFile file, TensorInfo tensor)
    {
        var stored = TypeOf(tensor.DType);
        return Cast(graph, graph.Own(0, MlxMemory.Copy(file, tensor, stored)), stored);
    }

    private MlxArrayHandle Cast(MlxGraph graph, MlxArrayHandle array, MlxType from) => from == type ? array : graph.Cast(array, type);

    /// <summary>Computes an array now, so that the file need not be read again, and takes it out of the graph.</summary>
    /// <exception cref="EmbeddingException"><see cref="EmbeddingError.OutOfMemory"/>: the weights need more than the limit.</exception>
    private MlxArrayHandle Keep(MlxGraph graph, MlxArrayHandle array)
    {
        MlxError.Check(NativeMlx.mlx_array_eval(array), "loading a weight");
        if (limit is { } most && MlxMemory.Active() is var held && held > most)
        {
            throw new EmbeddingException(EmbeddingError.OutOfMemory,
                $"The weights of the model do not fit in mlx memory_limit {ByteSize.WordOf(most)}: MLX holds {ByteSize.WordOf(held)} before all are loaded. "
                + $"Raise memory_limit under mlx: in the recipe (or {MachineSettings.MlxMemoryVariable}), or write precision: int8 or int4.");
        }

        return graph.Release(array);
    }

    internal static MlxType TypeOf(DType type) => type switch
    {
        DType.F16 => MlxType.Float16,
        DType.BF16 => MlxType.BFloat16,
        _ => MlxType.Float32,
    };
}
