namespace Patina.Embeddings.Pipeline;

/// <summary>Reports progress from several threads: one report at a time, and never a smaller number after a larger.</summary>
internal sealed class Advance(IProgress<int>? progress, int done)
{
    private readonly Lock _lock = new();
    private int _done = done;

    public void Add(int count)
    {
        if (progress is null || count == 0)
            return;

        lock (_lock)
        {
            _done += count;
            progress.Report(_done);
        }
    }
}
