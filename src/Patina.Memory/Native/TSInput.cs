namespace Patina.Memory.Native;

/// <summary>How the parser reads text.</summary>
internal unsafe struct TSInput
{
    public void* Payload;
    public delegate* unmanaged[Cdecl]<void*, uint, TSPoint, uint*, byte*> Read;
    public TSInputEncoding Encoding;
    public void* Decode;
}
