using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Patina.Numerics;
using Patina.Safetensors;

namespace Patina.Embeddings.Static;

/// <summary>
/// The rows of a static model, read in place from its file: one per token, or through <c>mapping</c> one per cluster of tokens.
/// Thread-safe until disposed.
/// </summary>
internal sealed class EmbeddingTable : IDisposable
{
    private static readonly string[] TableNames = ["embeddings", "embedding.weight"];
    private static readonly string[] OtherNames = ["mapping", "weights", "scales"];

    private readonly SafetensorsFile _file;
    private readonly TensorInfo _rows;
    private readonly int _rowBytes;
    private readonly int[]? _mapping;
    private readonly float[]? _weights;
    private readonly float[]? _scales;

    private EmbeddingTable(SafetensorsFile file)
    {
        _file = file;
        CheckNames(file);
        _rows = file.Tensors[TableNames.Single(file.Tensors.ContainsKey)];
        if (_rows.Shape is not [> 0 and <= int.MaxValue, > 0 and <= 1 << 16]
            || _rows.DType is not (DType.F32 or DType.F16 or DType.BF16 or DType.F64 or DType.I8))
            throw Bad(file, $"tensor {_rows} is no table of [tokens, up to 65536] F32, F16, BF16, F64 or I8");

        Columns = (int)_rows.Shape[1];
        _rowBytes = Columns * _rows.DType.BitSize() / 8;
        _mapping = ReadMapping(file, _rows.Shape[0]);
        Tokens = _mapping?.Length ?? (int)_rows.Shape[0];
        _weights = ReadFactors(file, "weights", Tokens);
        _scales = ReadFactors(file, "scales", _rows.Shape[0]);
        if (_scales is not null && _rows.DType != DType.I8)
            throw Bad(file, $"tensor 'scales' belongs to a table of I8, this one is {_rows.DType}");
    }

    /// <summary>Numbers in a row.</summary>
    public int Columns { get; }

    /// <summary>Token ids that have a row: 0 to this, exclusive.</summary>
    public int Tokens { get; }

    /// <exception cref="EmbeddingException"><see cref="EmbeddingError.BadWeights"/>.</exception>
    public static EmbeddingTable Open(string path)
    {
        SafetensorsFile file;
        try
        {
            file = SafetensorsFile.Open(path);
        }
        catch (SafetensorsException error)
        {
            throw new EmbeddingException(EmbeddingError.BadWeights, error.Message, error);
        }

        try
        {
            return new EmbeddingTable(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>sum = Σ factors[i] · row of tokens[i].</summary>
    /// <param name="tokens">Each at least 0 and less than <see cref="Tokens"/>; overwritten.</param>
    /// <param name="factors">One for each token; overwritten.</param>
    /// <param name="sum">[<see cref="Columns"/>], overwritten.</param>
    /// <param name="scratch">[<see cref="Columns"/>], overwritten.</param>
    public void Sum(Span<int> tokens, Span<float> factors, Span<float> sum, Span<float> scratch)
    {
        for (var i = 0; i < tokens.Length; i++)
        {
            if (_weights is not null)
                factors[i] *= _weights[tokens[i]];
            if (_mapping is not null)
                tokens[i] = _mapping[tokens[i]];
            if (_scales is not null)
                factors[i] *= _scales[tokens[i]];
        }

        if (_rows is { DType: DType.I8, ByteLength: <= int.MaxValue })
        {
            QuantizedRow.Sum(MemoryMarshal.Cast<byte, sbyte>(_file.GetBytes(_rows)), tokens, factors, sum);
            return;
        }

        sum.Clear();
        for (var i = 0; i < tokens.Length; i++)
        {
            var bytes = _file.GetBytes(_rows, (long)tokens[i] * _rowBytes, _rowBytes);
            if (_rows.DType == DType.I8)
            {
                QuantizedRow.AddScaled(MemoryMarshal.Cast<byte, sbyte>(bytes), factors[i], sum);
                continue;
            }

            FloatConversion.Convert(_rows.DType, bytes, scratch);
            TensorPrimitives.MultiplyAdd(scratch, factors[i], sum, sum);
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>A tensor of unknown purpose would be a part of the model that is not applied.</summary>
    private static void CheckNames(SafetensorsFile file)
    {
        var tables = TableNames.Count(file.Tensors.ContainsKey);
        if (tables != 1)
            throw Bad(file, $"has {tables} of the tensors {string.Join(" and ", TableNames)}, expected one");
        if (file.Tensors.Keys.Except(TableNames).Except(OtherNames).FirstOrDefault() is { } unknown)
            throw Bad(file, $"has a tensor {file.Tensors[unknown]} of unknown purpose; known are {string.Join(", ", TableNames.Concat(OtherNames))}");
    }

    private static float[]? ReadFactors(SafetensorsFile file, string name, long expected)
    {
        if (!file.Tensors.TryGetValue(name, out var tensor))
            return null;
        if (tensor.Shape is not [var length] || length != expected || tensor.DType is not (DType.F32 or DType.F16 or DType.BF16 or DType.F64))
            throw Bad(file, $"tensor {tensor} is no list of {expected} F32, F16, BF16 or F64");
        return file.ReadFloats(name);
    }

    private static int[]? ReadMapping(SafetensorsFile file, long rows)
    {
        if (!file.Tensors.TryGetValue("mapping", out var tensor))
            return null;
        if (tensor.Shape is not [> 0 and <= 1 << 28] || tensor.DType is not (DType.I32 or DType.I64))
            throw Bad(file, $"tensor {tensor} is no list of I32 or I64");

        var bytes = file.GetBytes(tensor);
        var mapping = new int[tensor.ElementCount];
        for (var i = 0; i < mapping.Length; i++)
        {
            var row = tensor.DType == DType.I32
                ? BinaryPrimitives.ReadInt32LittleEndian(bytes[(i * sizeof(int))..])
                : BinaryPrimitives.ReadInt64LittleEndian(bytes[(i * sizeof(long))..]);
            if (row < 0 || row >= rows)
                throw Bad(file, $"tensor 'mapping' sends token {i} to row {row} of {rows}");
            mapping[i] = (int)row;
        }

        return mapping;
    }

    private static EmbeddingException Bad(SafetensorsFile file, string what) =>
        new(EmbeddingError.BadWeights, $"{file.Path}: {what}. Fetch the model again, or choose another.");
}
