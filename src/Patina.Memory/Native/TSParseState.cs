namespace Patina.Memory.Native;

/// <summary>What the progress callback of a parse is given.</summary>
internal unsafe struct TSParseState
{
    public void* Payload;
    public uint CurrentByteOffset;
    public bool HasError;
}
