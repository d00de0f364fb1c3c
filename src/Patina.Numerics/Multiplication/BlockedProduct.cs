using Patina.Numerics.Lanes;

namespace Patina.Numerics.Multiplication;

/// <summary>
/// Cuts a product into blocks that fit the caches, packs each block once, and lets threads take strips of it.
/// </summary>
internal sealed unsafe class BlockedProduct<TLane>(int threads) : IBlockedProduct
    where TLane : struct, ILane<TLane>
{
    /// <summary>A packed panel of the left operand (6 · 256 floats, 6 KiB) stays in the first-level cache.</summary>
    private const int DepthBlock = 256;

    private const int RowBlock = 1536;
    private const int ColumnBlock = 4096;

    /// <summary>Rows and columns of a strip: its packed right operand (512 KiB) stays in the second-level cache.</summary>
    private const int RowStrip = 96;
    private const int ColumnStrip = 512;

    /// <summary>Below this many multiplications starting threads costs more than it saves.</summary>
    private const long SmallProduct = 128 * 128 * 128;

    private readonly AlignedBuffer _packedLeft = new();
    private readonly AlignedBuffer _packedRight = new();

    public int Threads => threads;

    public void Multiply(Operand left, Operand right, float* result, ProductShape shape, bool accumulate)
    {
        if (shape.Depth == 0 && !accumulate)
            new Span<float>(result, shape.Rows * shape.Columns).Clear();

        for (var column = 0; column < shape.Columns; column += ColumnBlock)
        {
            var columns = Math.Min(ColumnBlock, shape.Columns - column);
            for (var step = 0; step < shape.Depth; step += DepthBlock)
            {
                var depth = Math.Min(DepthBlock, shape.Depth - step);
                var packedRight = PackRight(new Operand(right.At(step, column), right.RowStride, right.ColumnStride), columns, depth);
                for (var row = 0; row < shape.Rows; row += RowBlock)
                {
                    var rows = Math.Min(RowBlock, shape.Rows - row);
                    var packedLeft = PackLeft(new Operand(left.At(row, step), left.RowStride, left.ColumnStride), rows, depth);
                    var block = new Block(
                        packedLeft, packedRight, result + ((nint)row * shape.Columns) + column, shape.Columns,
                        new ProductShape(rows, columns, depth), accumulate || step > 0);
                    MultiplyBlock(block);
                }
            }
        }
    }

    private float* PackLeft(Operand left, int rows, int depth) =>
        Pack(left, rows, Tile<TLane>.Rows, depth, _packedLeft);

    private float* PackRight(Operand right, int columns, int depth) =>
        Pack(right.Transposed, columns, Tile<TLane>.Columns, depth, _packedRight);

    private float* Pack(Operand source, int lines, int width, int depth, AlignedBuffer buffer)
    {
        var panels = Ceiling(lines, width);
        var target = buffer.Reserve(panels * width * depth);
        Run(panels, (long)lines * depth * 16, panel => Packing.Pack(
            new Operand(source.At((nint)panel * width, 0), source.RowStride, source.ColumnStride),
            Math.Min(width, lines - (panel * width)), width, depth, target + ((nint)panel * width * depth)));
        return target;
    }

    private void MultiplyBlock(Block block)
    {
        var (rows, columns, depth) = block.Shape;
        var strips = Ceiling(columns, ColumnStrip);
        Run(Ceiling(rows, RowStrip) * strips, (long)rows * columns * depth, task =>
        {
            var row = task / strips * RowStrip;
            var column = task % strips * ColumnStrip;
            MultiplyStrip(block, row, Math.Min(row + RowStrip, rows), column, Math.Min(column + ColumnStrip, columns));
        });
    }

    private static void MultiplyStrip(Block block, int firstRow, int lastRow, int firstColumn, int lastColumn)
    {
        var (rows, columns, depth) = block.Shape;
        var spill = stackalloc float[Tile<TLane>.Rows * Tile<TLane>.Columns];
        for (var row = firstRow; row < lastRow; row += Tile<TLane>.Rows)
        {
            var left = block.Left + ((nint)row * depth);
            for (var column = firstColumn; column < lastColumn; column += Tile<TLane>.Columns)
            {
                var right = block.Right + ((nint)column * depth);
                var result = block.Result + (row * block.Stride) + column;
                if (row + Tile<TLane>.Rows <= rows && column + Tile<TLane>.Columns <= columns)
                {
                    Tile<TLane>.Multiply(left, right, depth, result, block.Stride, block.Accumulate);
                }
                else
                {
                    Tile<TLane>.Multiply(left, right, depth, spill, Tile<TLane>.Columns, accumulate: false);
                    CopyPart(spill, result, Math.Min(Tile<TLane>.Rows, rows - row), Math.Min(Tile<TLane>.Columns, columns - column), block);
                }
            }
        }
    }

    /// <summary>Copies the part of a tile that lies inside the result.</summary>
    private static void CopyPart(float* tile, float* result, int rows, int columns, Block block)
    {
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var sum = tile[(row * Tile<TLane>.Columns) + column];
                var target = result + (row * block.Stride) + column;
                *target = block.Accumulate ? *target + sum : sum;
            }
        }
    }

    private void Run(int tasks, long work, Action<int> body)
    {
        if (threads > 1 && tasks > 1 && work >= SmallProduct)
        {
            Parallel.For(0, tasks, new ParallelOptions { MaxDegreeOfParallelism = threads }, body);
            return;
        }

        for (var task = 0; task < tasks; task++)
            body(task);
    }

    private static int Ceiling(int value, int divisor) => (value + divisor - 1) / divisor;

    /// <summary>A packed part of the product; strips of it are independent.</summary>
    private readonly struct Block(float* left, float* right, float* result, nint stride, ProductShape shape, bool accumulate)
    {
        public readonly float* Left = left;
        public readonly float* Right = right;
        public readonly float* Result = result;
        public readonly nint Stride = stride;
        public readonly ProductShape Shape = shape;
        public readonly bool Accumulate = accumulate;
    }
}
