namespace Patina.Numerics.Multiplication;

/// <summary>A pinned matrix: element (row, column) is at <c>Values[row · RowStride + column · ColumnStride]</c>.</summary>
internal readonly unsafe struct Operand(float* values, nint rowStride, nint columnStride)
{
    public readonly float* Values = values;

    public readonly nint RowStride = rowStride;

    public readonly nint ColumnStride = columnStride;

    public Operand Transposed => new(Values, ColumnStride, RowStride);

    public float* At(nint row, nint column) => Values + (row * RowStride) + (column * ColumnStride);
}
