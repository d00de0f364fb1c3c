namespace Patina.Numerics;

/// <summary>A matrix read from a span, either as it lies there or transposed; nothing is copied.</summary>
public readonly ref struct MatrixView
{
    /// <param name="values">Row-major [<paramref name="rows"/> × <paramref name="columns"/>], exactly that many numbers.</param>
    /// <exception cref="ArgumentException">The span does not hold rows × columns numbers.</exception>
    public MatrixView(ReadOnlySpan<float> values, int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        if (values.Length != (long)rows * columns)
        {
            throw new ArgumentException(
                $"A [{rows} × {columns}] matrix has {(long)rows * columns} numbers; the span has {values.Length}.", nameof(values));
        }

        Values = values;
        Rows = rows;
        Columns = columns;
        RowStride = columns;
        ColumnStride = 1;
    }

    private MatrixView(ReadOnlySpan<float> values, int rows, int columns, int rowStride, int columnStride)
    {
        Values = values;
        Rows = rows;
        Columns = columns;
        RowStride = rowStride;
        ColumnStride = columnStride;
    }

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>The same numbers with rows and columns exchanged.</summary>
    public MatrixView Transposed => new(Values, Columns, Rows, ColumnStride, RowStride);

    internal ReadOnlySpan<float> Values { get; }

    /// <summary>Numbers from one row to the next.</summary>
    internal int RowStride { get; }

    /// <summary>Numbers from one column to the next.</summary>
    internal int ColumnStride { get; }
}
