using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Patina.Numerics.Multiplication;

/// <summary>Copies a panel of a matrix into the order in which <see cref="Tile{TLane}"/> reads it.</summary>
internal static unsafe class Packing
{
    /// <summary>
    /// Packs lines of a matrix: <c>target[step · width + line]</c> is step <paramref name="depth"/> of a line. A line is a
    /// row of the left operand, or a column of the right one.
    /// </summary>
    /// <param name="source">Lines as rows, steps as columns.</param>
    /// <param name="lines">How many there are; the rest up to <paramref name="width"/> is filled with zeros.</param>
    public static void Pack(Operand source, int lines, int width, int depth, float* target)
    {
        if (lines < width)
            new Span<float>(target, width * depth).Clear();

        if (source.RowStride == 1)
            PackContiguousLines(source, lines, width, depth, target);
        else
            PackStridedLines(source, lines, width, depth, target);
    }

    private static void PackContiguousLines(Operand source, int lines, int width, int depth, float* target)
    {
        for (var step = 0; step < depth; step++)
        {
            var from = source.At(0, step);
            var to = target + ((nint)step * width);
            var line = 0;
            for (; line + 4 <= lines; line += 4)
                Vector128.Load(from + line).Store(to + line);
            for (; line < lines; line++)
                to[line] = from[line];
        }
    }

    /// <summary>Transposes four lines by four steps at a time, so that neither side touches a cache line more than twice.</summary>
    private static void PackStridedLines(Operand source, int lines, int width, int depth, float* target)
    {
        var line = 0;
        if (source.ColumnStride == 1 && (Sse.IsSupported || AdvSimd.Arm64.IsSupported))
        {
            for (; line + 4 <= lines; line += 4)
                PackFourLines(source.At(line, 0), source.RowStride, width, depth, target + line);
        }

        for (; line < lines; line++)
            PackLine(source.At(line, 0), source.ColumnStride, width, 0, depth, target + line);
    }

    private static void PackFourLines(float* from, nint stride, int width, int depth, float* to)
    {
        var step = 0;
        for (; step + 4 <= depth; step += 4)
        {
            var (a, c) = Interleave(Vector128.Load(from + step), Vector128.Load(from + (2 * stride) + step));
            var (b, d) = Interleave(Vector128.Load(from + stride + step), Vector128.Load(from + (3 * stride) + step));
            var (step0, step1) = Interleave(a, b);
            var (step2, step3) = Interleave(c, d);
            var target = to + ((nint)step * width);
            step0.Store(target);
            step1.Store(target + width);
            step2.Store(target + (2 * width));
            step3.Store(target + (3 * width));
        }

        for (var line = 0; line < 4; line++)
            PackLine(from + (line * stride), 1, width, step, depth, to + line);
    }

    private static void PackLine(float* from, nint stride, int width, int step, int depth, float* to)
    {
        for (; step < depth; step++)
            to[(nint)step * width] = from[step * stride];
    }

    /// <summary>(a0 b0 a1 b1), (a2 b2 a3 b3).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector128<float> Lower, Vector128<float> Upper) Interleave(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported
            ? (Sse.UnpackLow(a, b), Sse.UnpackHigh(a, b))
            : (AdvSimd.Arm64.ZipLow(a, b), AdvSimd.Arm64.ZipHigh(a, b));
}
