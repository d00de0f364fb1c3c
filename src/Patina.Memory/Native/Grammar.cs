using System.Runtime.InteropServices;
using System.Text;

namespace Patina.Memory.Native;

/// <summary>A language of tree-sitter with one compiled query. Thread-safe; parsing is done by a <see cref="GrammarParser"/>.</summary>
internal sealed unsafe class Grammar
{
    private readonly string _symbol;
    private readonly QueryPredicate[][] _predicates;

    private Grammar(string symbol, TSLanguage language, QueryHandle query)
    {
        (_symbol, Language, Query) = (symbol, language, query);
        CaptureNames = ReadCaptureNames(query);
        _predicates = new QueryPredicate[NativeTreeSitter.ts_query_pattern_count(query)][];
        for (var pattern = 0; pattern < _predicates.Length; pattern++)
            _predicates[pattern] = ReadPredicates((uint)pattern);
    }

    /// <summary>The names of the query's captures, by index.</summary>
    public string[] CaptureNames { get; }

    public TSLanguage Language { get; }

    public QueryHandle Query { get; }

    /// <summary>Finds a language in the native library and compiles a query for it.</summary>
    /// <param name="symbol">As in the exported function <c>tree_sitter_SYMBOL</c>.</param>
    /// <param name="query">Patterns in tree-sitter's query language.</param>
    /// <exception cref="MemoryException">MissingLibrary: no library, or not this grammar in it. BadGrammar: versions do not fit.</exception>
    public static Grammar Load(string symbol, string query)
    {
        var language = Find(symbol);
        var source = Encoding.UTF8.GetBytes(query);
        fixed (byte* bytes = source)
        {
            var handle = NativeTreeSitter.ts_query_new(language, bytes, (uint)source.Length, out var offset, out var error);
            if (handle.IsInvalid)
                throw TreeSitterError.BadQuery(symbol, source, offset, error);
            return new Grammar(symbol, language, handle);
        }
    }

    /// <summary>Whether a match meets the predicates of its pattern.</summary>
    /// <param name="captures">The captures of this match.</param>
    public bool Accepts(int pattern, ReadOnlySpan<SyntaxCapture> captures, string text)
    {
        foreach (var predicate in _predicates[pattern])
        {
            foreach (var capture in captures)
            {
                if (capture.Name == predicate.Capture && !predicate.Accepts(text.AsSpan(capture.Start, capture.End - capture.Start)))
                    return false;
            }
        }

        return true;
    }

    /// <summary>Finds a language in the native library.</summary>
    /// <inheritdoc cref="Load"/>
    public static TSLanguage Find(string symbol)
    {
        nint library;
        try
        {
            library = NativeLibrary.Load(NativeTreeSitter.Library, typeof(Grammar).Assembly, searchPath: null);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            throw TreeSitterError.LibraryMissing(e);
        }

        if (!NativeLibrary.TryGetExport(library, "tree_sitter_" + symbol, out var export))
            throw TreeSitterError.GrammarMissing(symbol);
        var language = ((delegate* unmanaged[Cdecl]<TSLanguage>)export)();
        var version = NativeTreeSitter.ts_language_abi_version(language);
        return version is >= NativeTreeSitter.MinCompatibleLanguageVersion and <= NativeTreeSitter.LanguageVersion
            ? language
            : throw TreeSitterError.IncompatibleGrammar(symbol, version);
    }

    private static string[] ReadCaptureNames(QueryHandle query)
    {
        var names = new string[NativeTreeSitter.ts_query_capture_count(query)];
        for (var i = 0; i < names.Length; i++)
            names[i] = Encoding.UTF8.GetString(NativeTreeSitter.ts_query_capture_name_for_id(query, (uint)i, out var length), (int)length);
        return names;
    }

    private QueryPredicate[] ReadPredicates(uint pattern)
    {
        var steps = new ReadOnlySpan<TSQueryPredicateStep>(
            NativeTreeSitter.ts_query_predicates_for_pattern(Query, pattern, out var count), (int)count);
        var predicates = new List<QueryPredicate>();
        for (var start = 0; start < steps.Length;)
        {
            var length = 0;
            while (steps[start + length].Type != TSQueryPredicateStepType.Done)
                length++;
            predicates.Add(ReadPredicate(steps.Slice(start, length)));
            start += length + 1;
        }

        return [.. predicates];
    }

    private QueryPredicate ReadPredicate(ReadOnlySpan<TSQueryPredicateStep> steps)
    {
        var name = StringValue(steps[0]);
        if (steps.Length < 2 || steps[1].Type != TSQueryPredicateStepType.Capture)
            throw TreeSitterError.BadPredicate(_symbol, name);
        var values = new string[steps.Length - 2];
        for (var i = 0; i < values.Length; i++)
        {
            if (steps[i + 2].Type != TSQueryPredicateStepType.String)
                throw TreeSitterError.BadPredicate(_symbol, name);
            values[i] = StringValue(steps[i + 2]);
        }

        return QueryPredicate.Create(name, (ushort)steps[1].ValueId, values) ?? throw TreeSitterError.BadPredicate(_symbol, name);
    }

    private string StringValue(TSQueryPredicateStep step) =>
        Encoding.UTF8.GetString(NativeTreeSitter.ts_query_string_value_for_id(Query, step.ValueId, out var length), (int)length);
}
