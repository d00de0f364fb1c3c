namespace Patina.USearch;

/// <summary>Lets many searches or one change in. USearch reserves room per call, so searches beyond <c>slots</c> wait their turn.</summary>
internal sealed class IndexLock(int slots) : IDisposable
{
    private readonly ReaderWriterLockSlim _lock = new();
    private readonly SemaphoreSlim _slots = new(slots);

    /// <summary>For reading what a change may be writing.</summary>
    public Scope Read()
    {
        _lock.EnterReadLock();
        return new Scope(this, Kind.Read);
    }

    /// <summary>For a search: reading, and one of the slots.</summary>
    public Scope Search()
    {
        _lock.EnterReadLock();
        _slots.Wait();
        return new Scope(this, Kind.Search);
    }

    /// <summary>For a change: alone.</summary>
    public Scope Change()
    {
        _lock.EnterWriteLock();
        return new Scope(this, Kind.Change);
    }

    public void Dispose()
    {
        _lock.Dispose();
        _slots.Dispose();
    }

    internal enum Kind
    {
        Read,
        Search,
        Change,
    }

    internal readonly ref struct Scope(IndexLock owner, Kind kind)
    {
        public void Dispose()
        {
            if (kind == Kind.Search)
                owner._slots.Release();
            if (kind == Kind.Change)
                owner._lock.ExitWriteLock();
            else
                owner._lock.ExitReadLock();
        }
    }
}
