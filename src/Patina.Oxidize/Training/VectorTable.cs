namespace Patina.Oxidize.Training;

/// <summary>Vectors in memory, row after row.</summary>
internal sealed class VectorTable
{
    private readonly float[] _values;

    /// <param name="values">Row-major [rows × dimension]; kept, not copied.</param>
    public VectorTable(float[] values, int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dimension);
        if (values.Length % dimension != 0)
            throw new ArgumentException($"{values.Length} numbers are no whole number of vectors of {dimension}.", nameof(values));
        _values = values;
        Dimension = dimension;
    }

    public int Dimension { get; }

    public int Rows => _values.Length / Dimension;

    /// <summary>Row-major [rows × dimension].</summary>
    public ReadOnlySpan<float> Values => _values;

    public ReadOnlySpan<float> Row(int row) => _values.AsSpan(row * Dimension, Dimension);
}
