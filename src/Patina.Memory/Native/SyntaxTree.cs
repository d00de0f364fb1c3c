namespace Patina.Memory.Native;

/// <summary>A parsed text. Used by one thread at a time.</summary>
internal sealed unsafe class SyntaxTree(TreeHandle handle) : IDisposable
{
    /// <summary>The root; valid until this is disposed.</summary>
    internal TSNode Root => NativeTreeSitter.ts_tree_root_node(handle);

    /// <summary>Visits the nodes in the order of the text, a parent before its children.</summary>
    /// <param name="visit">Given depth (0 for the root), first and past-the-last character; returns whether to go into the node.</param>
    public void Walk(Func<int, int, int, bool> visit)
    {
        var cursor = NativeTreeSitter.ts_tree_cursor_new(Root);
        try
        {
            for (var depth = 0; depth >= 0;)
            {
                var node = NativeTreeSitter.ts_tree_cursor_current_node(&cursor);
                var start = (int)(NativeTreeSitter.ts_node_start_byte(node) / sizeof(char));
                var end = (int)(NativeTreeSitter.ts_node_end_byte(node) / sizeof(char));
                if (visit(depth, start, end) && NativeTreeSitter.ts_tree_cursor_goto_first_child(&cursor))
                    depth++;
                else
                    depth = Advance(&cursor, depth);
            }
        }
        finally
        {
            NativeTreeSitter.ts_tree_cursor_delete(&cursor);
        }
    }

    public void Dispose() => handle.Dispose();

    /// <returns>The depth of the next node that is not below the present one, or -1 at the end.</returns>
    private static int Advance(TSTreeCursor* cursor, int depth)
    {
        while (!NativeTreeSitter.ts_tree_cursor_goto_next_sibling(cursor))
        {
            if (!NativeTreeSitter.ts_tree_cursor_goto_parent(cursor))
                return -1;
            depth--;
        }

        return depth;
    }
}
