using System.Runtime.InteropServices;

namespace Patina.USearch.Native;

/// <summary>Carries a managed predicate through a native search. An exception of the predicate waits in
/// <see cref="Failure"/>; everything is accepted from then on, which ends the search soonest.</summary>
internal sealed class SearchFilter(Func<ulong, bool> predicate)
{
    public Exception? Failure { get; private set; }

    [UnmanagedCallersOnly]
    public static unsafe int Accepts(ulong key, void* state)
    {
        var filter = (SearchFilter)GCHandle.FromIntPtr((nint)state).Target!;
        return filter.Accepts(key) ? 1 : 0;
    }

    private bool Accepts(ulong key)
    {
        if (Failure is not null)
            return true;
        try
        {
            return predicate(key);
        }
        catch (Exception exception)
        {
            Failure = exception;
            return true;
        }
    }
}
