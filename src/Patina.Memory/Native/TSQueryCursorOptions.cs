namespace Patina.Memory.Native;

internal unsafe struct TSQueryCursorOptions
{
    public void* Payload;

    /// <summary>Called every 100 steps of the cursor; stops it by returning 1.</summary>
    public delegate* unmanaged[Cdecl]<TSQueryCursorState*, byte> Progress;
}
