namespace Patina.Memory.Native;

/// <summary>One match of a pattern; its captures are valid until the cursor moves.</summary>
internal unsafe struct TSQueryMatch
{
    public uint Id;
    public ushort PatternIndex;
    public ushort CaptureCount;
    public TSQueryCapture* Captures;
}
