using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Patina.Memory.Native;

/// <summary>Parses text and runs the grammar's query. Used by one thread at a time; reusable.</summary>
internal sealed unsafe class GrammarParser : IDisposable
{
    /// <summary>
    /// Matches a cursor may hold unfinished; beyond that it forgets the eldest. Ours wait for a sibling at most, so only
    /// a chain of hundreds of calls uses them up, and loses some of its calls.
    /// </summary>
    private const uint UnfinishedMatchLimit = 2_048;

    private readonly Grammar _grammar;
    private readonly ParserHandle _parser;
    private readonly QueryCursorHandle _cursor;

    public GrammarParser(Grammar grammar)
    {
        _grammar = grammar;
        _parser = NativeTreeSitter.ts_parser_new();
        _cursor = NativeTreeSitter.ts_query_cursor_new();
        if (_parser.IsInvalid || _cursor.IsInvalid)
            throw TreeSitterError.OutOfMemory("parser");
        if (!NativeTreeSitter.ts_parser_set_language(_parser, grammar.Language))
            throw TreeSitterError.OutOfMemory("parser for this language");
        _cursor.Hold(grammar.Query);
        NativeTreeSitter.ts_query_cursor_set_match_limit(_cursor, UnfinishedMatchLimit);
    }

    /// <summary>Parses a text.</summary>
    /// <param name="text">At most 2^30 characters, without unpaired surrogates.</param>
    /// <param name="deadline">
    /// When to give up, in <see cref="Stopwatch"/> ticks. It is time that counts, not steps: tree-sitter's recovery from errors takes
    /// steps that cost as much as the text is long.
    /// </param>
    /// <returns>The tree, or null when the time did not suffice.</returns>
    public SyntaxTree? Parse(string text, long deadline)
    {
        fixed (char* characters = text)
        {
            var source = new Source { Text = (byte*)characters, Length = (uint)text.Length * sizeof(char) };
            var input = new TSInput
            {
                Payload = &source,
                Read = &Read,
                Encoding = BitConverter.IsLittleEndian ? TSInputEncoding.Utf16LittleEndian : TSInputEncoding.Utf16BigEndian,
            };
            var options = new TSParseOptions { Payload = &deadline, Progress = &OnParseProgress };
            var tree = NativeTreeSitter.ts_parser_parse_with_options(_parser, 0, input, options);
            if (!tree.IsInvalid)
                return new SyntaxTree(tree);
        }

        NativeTreeSitter.ts_parser_reset(_parser);
        return null;
    }

    /// <summary>Runs the query over a whole tree.</summary>
    /// <param name="captures">Receives the captures of all matches that meet their predicates, in the order of discovery.</param>
    /// <param name="limit">Most captures wanted.</param>
    /// <param name="deadline">When to give up, in <see cref="Stopwatch"/> ticks.</param>
    /// <returns>False when the time or the limit did not suffice; what was found until then is in the list.</returns>
    public bool Match(SyntaxTree tree, string text, List<SyntaxCapture> captures, int limit, long deadline)
    {
        var options = new TSQueryCursorOptions { Payload = &deadline, Progress = &OnQueryProgress };
        NativeTreeSitter.ts_query_cursor_exec_with_options(_cursor, _grammar.Query, tree.Root, &options);

        TSQueryMatch match;
        var count = 0;
        while (NativeTreeSitter.ts_query_cursor_next_match(_cursor, &match))
        {
            if (captures.Count + match.CaptureCount > limit)
                return false;
            var first = captures.Count;
            AddCaptures(match, count, captures);
            if (_grammar.Accepts(match.PatternIndex, CollectionsMarshal.AsSpan(captures)[first..], text))
                count++;
            else
                captures.RemoveRange(first, captures.Count - first);
        }

        return Stopwatch.GetTimestamp() < deadline;
    }

    public void Dispose()
    {
        _cursor.Dispose();
        _parser.Dispose();
    }

    private static void AddCaptures(TSQueryMatch match, int number, List<SyntaxCapture> captures)
    {
        for (var i = 0; i < match.CaptureCount; i++)
        {
            ref var capture = ref match.Captures[i];
            var start = NativeTreeSitter.ts_node_start_byte(capture.Node) / sizeof(char);
            var end = NativeTreeSitter.ts_node_end_byte(capture.Node) / sizeof(char);
            var hasError = NativeTreeSitter.ts_node_has_error(capture.Node);
            captures.Add(new SyntaxCapture(number, match.PatternIndex, (ushort)capture.Index, (int)start, (int)end, hasError));
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte* Read(void* payload, uint offset, TSPoint position, uint* length)
    {
        var source = (Source*)payload;
        *length = offset < source->Length ? source->Length - offset : 0;
        return source->Text + Math.Min(offset, source->Length);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte OnParseProgress(TSParseState* state) => IsOver((long*)state->Payload);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte OnQueryProgress(TSQueryCursorState* state) => IsOver((long*)state->Payload);

    private static byte IsOver(long* deadline) => Stopwatch.GetTimestamp() < *deadline ? (byte)0 : (byte)1;

    private struct Source
    {
        public byte* Text;
        public uint Length;
    }
}
