using System.Diagnostics;

namespace Patina.Memory.Storage;

/// <summary>
/// The right to write a project's memory: one process at a time, for a whole run. A locked file rather than SQLite's own
/// lock, because the run first reads what is stored, then parses for seconds, and a second run that began meanwhile would
/// compare with an outdated state and do the same work twice. The operating system frees it when a process dies. Readers
/// never take it. Against programs that do not know it, SQLite's lock still protects every transaction.
/// </summary>
public sealed class WriteLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly FileStream _file;

    private WriteLock(FileStream file) => _file = file;

    /// <param name="waiting">Called once, when another process has held the lock for a second.</param>
    /// <exception cref="MemoryException"><see cref="MemoryError.Busy"/> after <paramref name="timeout"/>.</exception>
    public static WriteLock Acquire(ProjectLayout layout, TimeSpan timeout, Action waiting, CancellationToken cancellation)
    {
        var path = layout.WriteLockPath;
        var watch = Stopwatch.StartNew();
        var told = false;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            if (TryOpen(path) is { } file)
                return new WriteLock(file);

            if (watch.Elapsed >= timeout)
            {
                throw new MemoryException(
                    MemoryError.Busy,
                    $"{path}: another patina process has been writing for {timeout.TotalSeconds:0} s. Try again when it has finished, or end it.");
            }

            if (!told && watch.Elapsed >= Patience)
            {
                told = true;
                waiting();
            }

            cancellation.WaitHandle.WaitOne(Pause);
        }
    }

    public void Dispose() => _file.Dispose();

    private static FileStream? TryOpen(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new MemoryException(MemoryError.StorageFailed, $"{path}: cannot be written. Check the permissions of its folder.", refused);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
        catch (IOException failed)
        {
            throw new MemoryException(MemoryError.StorageFailed, $"{path}: cannot be made ({failed.Message}).", failed);
        }
    }
}
