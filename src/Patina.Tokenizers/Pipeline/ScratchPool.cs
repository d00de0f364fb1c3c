namespace Patina.Tokenizers.Pipeline;

/// <summary>Keeps scratch memory between encodings, at most one piece per processor. Thread-safe.</summary>
internal sealed class ScratchPool(Func<Scratch> create)
{
    private readonly Scratch?[] _kept = new Scratch?[Environment.ProcessorCount];

    public Scratch Rent()
    {
        foreach (ref var slot in _kept.AsSpan())
            if (Interlocked.Exchange(ref slot, null) is { } scratch)
                return scratch;
        return create();
    }

    public void Return(Scratch scratch)
    {
        if (!scratch.IsSmall)
            return;
        foreach (ref var slot in _kept.AsSpan())
            if (Interlocked.CompareExchange(ref slot, scratch, null) is null)
                return;
    }
}
