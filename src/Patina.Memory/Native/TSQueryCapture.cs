namespace Patina.Memory.Native;

internal struct TSQueryCapture
{
    public TSNode Node;
    public uint Index;
}
