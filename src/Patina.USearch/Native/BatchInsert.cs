using System.Runtime.ExceptionServices;

namespace Patina.USearch.Native;

/// <summary>Adds the rows of a matrix from several threads. The index must have room and threads reserved.</summary>
internal static unsafe class BatchInsert
{
    /// <summary>Rows that one thread takes at a time: enough to make the hand-over free, few enough to share evenly.</summary>
    private const int BlockRows = 64;

    /// <summary>
    /// Rows of an index that one thread adds. Threads that start together in an empty graph don't see each other's first
    /// vectors, and up to nine of 600 then stayed out of reach (one run in sixty).
    /// </summary>
    private const int FirstRows = 256;

    /// <param name="vectors">Row-major [keys × dimensions].</param>
    /// <param name="present">Rows the index holds already.</param>
    /// <param name="threads">1 adds in order, and so builds the same graph each time.</param>
    /// <param name="progress">Told after each block how many rows are in, from any of the threads.</param>
    public static void Run(NativeIndex index, ReadOnlySpan<ulong> keys, ReadOnlySpan<float> vectors, int present, int threads, IProgress<int>? progress, CancellationToken cancellation)
    {
        var rows = keys.Length;
        var dimensions = vectors.Length / rows;
        var blocks = (rows + BlockRows - 1) / BlockRows;
        fixed (ulong* pinnedKeys = keys)
        fixed (float* pinnedVectors = vectors)
        {
            // A lambda cannot capture pinned locals; these copies stay valid because the loop ends inside the block.
            var keysPointer = pinnedKeys;
            var vectorsPointer = pinnedVectors;
            var done = 0;
            Exception? failure = null;

            void AddBlock(int block)
            {
                var from = block * BlockRows;
                var count = Math.Min(BlockRows, rows - from);
                for (var row = from; row < from + count; row++)
                    index.Add(keysPointer[row], new ReadOnlySpan<float>(vectorsPointer + (long)row * dimensions, dimensions));
                progress?.Report(Interlocked.Add(ref done, count));
            }

            var alone = threads == 1 ? blocks : Math.Clamp((FirstRows - present) / BlockRows, 0, blocks);
            for (var block = 0; block < alone; block++)
            {
                cancellation.ThrowIfCancellationRequested();
                AddBlock(block);
            }

            Parallel.For(alone, blocks, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, (block, loop) =>
            {
                try
                {
                    AddBlock(block);
                }
                catch (Exception exception)
                {
                    Interlocked.CompareExchange(ref failure, exception, null);
                    loop.Stop();
                }
            });
            if (failure is not null)
                ExceptionDispatchInfo.Throw(failure);
        }
    }
}
