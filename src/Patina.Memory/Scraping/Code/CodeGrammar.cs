using System.Collections.Concurrent;
using System.Diagnostics;
using Patina.Memory.Native;

namespace Patina.Memory.Scraping.Code;

/// <summary>
/// A language's grammar with its query, and the parsers that work with it. Thread-safe. Compiled at first use and kept as
/// long as the process lives, as the native library is that it comes from.
/// </summary>
internal sealed class CodeGrammar
{
    private static readonly ConcurrentDictionary<string, Lazy<CodeGrammar>> Compiled = new(StringComparer.Ordinal);

    /// <summary>Most captures of one file. A file of 1 MiB has some 200,000.</summary>
    private const int CaptureLimit = 1_000_000;

    private readonly Grammar _grammar;
    private readonly FactReader _facts;
    private readonly ConcurrentBag<GrammarParser> _idle = [];

    private CodeGrammar(Language language)
    {
        _grammar = Grammar.Load(language.Grammar, LanguageTable.QueryOf(language));
        _facts = new FactReader(_grammar.CaptureNames);
    }

    /// <exception cref="MemoryException">MissingLibrary or BadGrammar.</exception>
    public static CodeGrammar Of(Language language) =>
        Compiled.GetOrAdd(language.Name, _ => new Lazy<CodeGrammar>(() => new CodeGrammar(language))).Value;

    /// <summary>Parses a text.</summary>
    /// <returns>Null when it takes longer than allowed.</returns>
    public ParsedCode? Parse(string text, TimeSpan limit)
    {
        if (!_idle.TryTake(out var parser))
            parser = new GrammarParser(_grammar);
        try
        {
            return Parse(parser, text, limit);
        }
        finally
        {
            _idle.Add(parser);
        }
    }

    private ParsedCode? Parse(GrammarParser parser, string text, TimeSpan limit)
    {
        var deadline = Stopwatch.GetTimestamp() + (long)(limit.TotalSeconds * Stopwatch.Frequency);
        var tree = parser.Parse(text, deadline);
        if (tree is null)
            return null;
        var captures = new List<SyntaxCapture>();
        if (parser.Match(tree, text, captures, CaptureLimit, deadline))
            return new ParsedCode(tree, _facts.Read(captures, text));
        tree.Dispose();
        return null;
    }
}
