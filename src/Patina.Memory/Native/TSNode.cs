namespace Patina.Memory.Native;

/// <summary>A node; valid while its tree is.</summary>
internal unsafe struct TSNode
{
    public fixed uint Context[4];
    public void* Id;
    public void* Tree;
}
