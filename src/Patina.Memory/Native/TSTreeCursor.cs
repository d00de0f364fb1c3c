namespace Patina.Memory.Native;

/// <summary>Walks a tree; owns memory until <c>ts_tree_cursor_delete</c>.</summary>
internal unsafe struct TSTreeCursor
{
    public void* Tree;
    public void* Id;
    public fixed uint Context[3];
}
