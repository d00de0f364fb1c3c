using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

namespace Patina.Memory.Native;

/// <summary>The functions of tree-sitter that we call, in the order of its header.</summary>
/// <remarks><c>tree_sitter/api.h</c> of tree-sitter 0.25.1.</remarks>
internal static unsafe partial class NativeTreeSitter
{
    public const string Library = "patina_kernels";

    /// <summary>TREE_SITTER_LANGUAGE_VERSION.</summary>
    public const uint LanguageVersion = 15;

    /// <summary>TREE_SITTER_MIN_COMPATIBLE_LANGUAGE_VERSION.</summary>
    public const uint MinCompatibleLanguageVersion = 13;

    [LibraryImport(Library)]
    internal static partial ParserHandle ts_parser_new();

    [LibraryImport(Library)]
    internal static partial void ts_parser_delete(nint parser);

    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool ts_parser_set_language(ParserHandle parser, TSLanguage language);

    [LibraryImport(Library)]
    internal static partial TreeHandle ts_parser_parse_with_options(
        ParserHandle parser, nint oldTree, TSInput input, TSParseOptions options);

    [LibraryImport(Library)]
    internal static partial void ts_parser_reset(ParserHandle parser);

    [LibraryImport(Library)]
    internal static partial void ts_tree_delete(nint tree);

    [LibraryImport(Library)]
    internal static partial TSNode ts_tree_root_node(TreeHandle tree);

    [LibraryImport(Library)]
    internal static partial uint ts_node_start_byte(TSNode node);

    [LibraryImport(Library)]
    internal static partial uint ts_node_end_byte(TSNode node);

    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool ts_node_has_error(TSNode node);

    [LibraryImport(Library)]
    internal static partial TSTreeCursor ts_tree_cursor_new(TSNode node);

    [LibraryImport(Library)]
    internal static partial void ts_tree_cursor_delete(TSTreeCursor* cursor);

    [LibraryImport(Library)]
    internal static partial TSNode ts_tree_cursor_current_node(TSTreeCursor* cursor);

    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool ts_tree_cursor_goto_parent(TSTreeCursor* cursor);

    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool ts_tree_cursor_goto_next_sibling(TSTreeCursor* cursor);

    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool ts_tree_cursor_goto_first_child(TSTreeCursor* cursor);

    [LibraryImport(Library)]
    internal static partial QueryHandle ts_query_new(
        TSLanguage language, byte* source, uint sourceLength, out uint errorOffset, out TSQueryError error);

    [LibraryImport(Library)]
    internal static partial void ts_query_delete(nint query);

    [LibraryImport(Library)]
    internal static partial uint ts_query_pattern_count(QueryHandle query);

    [LibraryImport(Library)]
    internal static partial uint ts_query_capture_count(QueryHandle query);

    [LibraryImport(Library)]
    internal static partial TSQueryPredicateStep* ts_query_predicates_for_pattern(
        QueryHandle query, uint patternIndex, out uint stepCount);

    [LibraryImport(Library)]
    internal static partial byte* ts_query_capture_name_for_id(QueryHandle query, uint index, out uint length);

    [LibraryImport(Library)]
    internal static partial byte* ts_query_string_value_for_id(QueryHandle query, uint index, out uint length);

    [LibraryImport(Library)]
    internal static partial QueryCursorHandle ts_query_cursor_new();

    [LibraryImport(Library)]
    internal static partial void ts_query_cursor_delete(nint cursor);

    [LibraryImport(Library)]
    internal static partial void ts_query_cursor_exec_with_options(
        QueryCursorHandle cursor, QueryHandle query, TSNode node, TSQueryCursorOptions* options);

    [LibraryImport(Library)]
    internal static partial void ts_query_cursor_set_match_limit(QueryCursorHandle cursor, uint limit);

    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool ts_query_cursor_next_match(QueryCursorHandle cursor, TSQueryMatch* match);

    [LibraryImport(Library)]
    internal static partial uint ts_language_abi_version(TSLanguage language);
}
