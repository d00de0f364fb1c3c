using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Patina.Embeddings.Mlx.Native;

/// <summary>
/// The thread that everything of MLX runs on: its streams belong to the thread that made them, and one batch at a time
/// keeps its device busy. Lives as long as the process.
/// </summary>
internal static class MlxThread
{
    private static readonly BlockingCollection<Action> Work = [];

    private static readonly Lazy<Thread> Worker = new(Start);

    /// <summary>Runs something there, and waits for it.</summary>
    /// <exception cref="EmbeddingException"><see cref="EmbeddingError.MissingLibrary"/>; and whatever it throws.</exception>
    public static T Run<T>(Func<T> work)
    {
        if (MlxLibrary.WhyNot() is { } reason)
            throw new EmbeddingException(EmbeddingError.MissingLibrary, $"The mlx runtime cannot be used: {reason}.");
        if (Thread.CurrentThread == Worker.Value)
            return work();

        T result = default!;
        ExceptionDispatchInfo? failure = null;
        using var done = new ManualResetEventSlim();
        Work.Add(() =>
        {
            try
            {
                result = work();
            }
            catch (Exception exception)
            {
                failure = ExceptionDispatchInfo.Capture(exception);
            }
            finally
            {
                done.Set();
            }
        });
        done.Wait();
        failure?.Throw();
        return result;
    }

    /// <inheritdoc cref="Run{T}"/>
    public static void Run(Action work) => Run(() =>
    {
        work();
        return true;
    });

    private static Thread Start()
    {
        var thread = new Thread(() =>
        {
            foreach (var work in Work.GetConsumingEnumerable())
                work();
        }, 16 << 20)
        {
            IsBackground = true,
            Name = "MLX",
        };
        thread.Start();
        return thread;
    }
}
