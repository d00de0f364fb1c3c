using System.Runtime.ExceptionServices;

namespace Patina.Memory.Scraping;

/// <summary>
/// Works on items on several threads and hands the results, in the order of the items, to the calling thread: what is
/// written does not depend on the number of threads. At most a window of results waits, so memory stays bounded.
/// </summary>
/// <typeparam name="TItem">What is worked on.</typeparam>
/// <typeparam name="TResult">What comes of it.</typeparam>
internal sealed class OrderedPipeline<TItem, TResult>
{
    /// <summary>Parsers recurse; a hostile file must not reach the end of the stack before they stop by themselves.</summary>
    private const int StackBytes = 16 << 20;

    private const int WindowPerThread = 16;

    private readonly IReadOnlyList<TItem> _items;
    private readonly Func<TItem, TResult> _work;
    private readonly Lock _gate = new();
    private readonly TResult?[] _results;
    private readonly bool[] _ready;
    private readonly SemaphoreSlim _free;
    private readonly AutoResetEvent _finished = new(initialState: false);
    private int _next;
    private volatile ExceptionDispatchInfo? _failure;

    private OrderedPipeline(IReadOnlyList<TItem> items, int window, Func<TItem, TResult> work)
    {
        _items = items;
        _work = work;
        _results = new TResult?[window];
        _ready = new bool[window];
        _free = new SemaphoreSlim(window);
    }

    /// <param name="work">Called on other threads; the first exception ends the run and is thrown to the caller.</param>
    /// <param name="consume">Called on this thread.</param>
    public static void Run(
        IReadOnlyList<TItem> items, int threads, Func<TItem, TResult> work, Action<TResult> consume, CancellationToken cancellation)
    {
        if (items.Count == 0)
            return;
        threads = Math.Clamp(threads, 1, items.Count);
        new OrderedPipeline<TItem, TResult>(items, threads * WindowPerThread, work).Run(threads, consume, cancellation);
    }

    private void Run(int threads, Action<TResult> consume, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var workers = new Thread[threads];
        for (var i = 0; i < threads; i++)
        {
            workers[i] = new Thread(() => Work(stop.Token), StackBytes) { IsBackground = true, Name = $"patina scrape {i}" };
            workers[i].Start();
        }

        try
        {
            for (var i = 0; i < _items.Count; i++)
            {
                consume(Take(i, cancellation));
                _free.Release();
            }
        }
        finally
        {
            stop.Cancel();
            foreach (var worker in workers)
                worker.Join();
            _finished.Dispose();
            _free.Dispose();
        }
    }

    private void Work(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                _free.Wait(stop);
                var index = Interlocked.Increment(ref _next) - 1;
                if (index >= _items.Count)
                    return;
                Put(index, _work(_items[index]));
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The caller knows: it cancelled, or it stopped because of another failure.
        }
        catch (Exception failure)
        {
            _failure ??= ExceptionDispatchInfo.Capture(failure);
            _finished.Set();
        }
    }

    private void Put(int index, TResult result)
    {
        lock (_gate)
        {
            _results[index % _results.Length] = result;
            _ready[index % _ready.Length] = true;
        }

        _finished.Set();
    }

    private TResult Take(int index, CancellationToken cancellation)
    {
        var slot = index % _results.Length;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            _failure?.Throw();
            lock (_gate)
            {
                if (_ready[slot])
                {
                    var result = _results[slot]!;
                    (_ready[slot], _results[slot]) = (false, default);
                    return result;
                }
            }

            WaitHandle.WaitAny([_finished, cancellation.WaitHandle]);
        }
    }
}
