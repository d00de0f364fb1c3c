namespace Patina.Memory.Native;

internal unsafe struct TSParseOptions
{
    public void* Payload;

    /// <summary>Called every 100 steps of the parser; stops it by returning 1.</summary>
    public delegate* unmanaged[Cdecl]<TSParseState*, byte> Progress;
}
