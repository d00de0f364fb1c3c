namespace Patina.Memory.Native;

/// <summary>What the progress callback of a query is given.</summary>
internal unsafe struct TSQueryCursorState
{
    public void* Payload;
    public uint CurrentByteOffset;
}
