using System.Runtime.InteropServices;
using Patina.Memory.Native;

namespace Patina.Memory.Scraping.Code;

/// <summary>Turns the captures of one query into facts. Immutable, thread-safe.</summary>
internal sealed class FactReader
{
    private const string DefinitionPrefix = "definition.";

    private readonly CaptureRole[] _roles;
    private readonly string?[] _kinds;

    /// <param name="captureNames">The names the query uses, by index.</param>
    /// <exception cref="MemoryException">BadGrammar: a name without meaning.</exception>
    public FactReader(string[] captureNames)
    {
        _roles = Array.ConvertAll(captureNames, RoleOf);
        _kinds = Array.ConvertAll(
            captureNames, name => name.StartsWith(DefinitionPrefix, StringComparison.Ordinal) ? name[DefinitionPrefix.Length..] : null);
    }

    public SyntaxFacts Read(List<SyntaxCapture> captures, string text)
    {
        var facts = new SyntaxFacts();
        var all = CollectionsMarshal.AsSpan(captures);
        for (var first = 0; first < all.Length;)
        {
            var end = first + 1;
            while (end < all.Length && all[end].Match == all[first].Match)
                end++;
            AddMatch(facts, all[first..end], text);
            first = end;
        }

        return facts;
    }

    private static CaptureRole RoleOf(string name) => name switch
    {
        ['_', ..] => CaptureRole.None,
        "scope" => CaptureRole.Scope,
        "name" => CaptureRole.Name,
        "owner" => CaptureRole.Owner,
        "body" => CaptureRole.Body,
        "comment" => CaptureRole.Comment,
        "comment.text" => CaptureRole.CommentText,
        "attribute" => CaptureRole.Attribute,
        "doc" => CaptureRole.Doc,
        "wrapper" => CaptureRole.Wrapper,
        "wrapped" => CaptureRole.Wrapped,
        "package" => CaptureRole.Package,
        "call" => CaptureRole.Call,
        "callee" => CaptureRole.Callee,
        "receiver" => CaptureRole.Receiver,
        "import" => CaptureRole.Import,
        "path" => CaptureRole.ImportPath,
        "module" => CaptureRole.ImportModule,
        "imported" => CaptureRole.ImportedName,
        _ when name.StartsWith(DefinitionPrefix, StringComparison.Ordinal) => CaptureRole.Definition,
        _ => throw new MemoryException(MemoryError.BadGrammar, $"The capture '@{name}' of a query has no meaning; see CaptureRole."),
    };

    private void AddMatch(SyntaxFacts facts, ReadOnlySpan<SyntaxCapture> match, string text)
    {
        Span<TextSpan> spans = stackalloc TextSpan[(int)CaptureRole.ImportedName + 1];
        spans.Fill(TextSpan.None);
        string? kind = null;
        var isDamaged = false;
        foreach (var capture in match)
        {
            spans[(int)_roles[capture.Name]] = Trimmed(capture, text);
            kind ??= _kinds[capture.Name];
            isDamaged |= capture.HasError;
        }

        AddDefinition(facts, spans, kind, match[0].Pattern, isDamaged);
        AddRest(facts, spans);
    }

    private static void AddDefinition(SyntaxFacts facts, Span<TextSpan> spans, string? kind, int pattern, bool isDamaged)
    {
        var node = kind is null ? spans[(int)CaptureRole.Scope] : spans[(int)CaptureRole.Definition];
        var name = spans[(int)CaptureRole.Name];
        if (!node.Exists || !name.Exists)
            return;
        facts.Definitions.Add(new(
            kind, pattern, node, name, spans[(int)CaptureRole.Owner], spans[(int)CaptureRole.Body], isDamaged));
    }

    private static void AddRest(SyntaxFacts facts, Span<TextSpan> spans)
    {
        if (spans[(int)CaptureRole.Comment] is { Exists: true } comment)
            facts.Leading.Add(new(comment, spans[(int)CaptureRole.CommentText] is { Exists: true } content ? content : comment));
        if (spans[(int)CaptureRole.Attribute] is { Exists: true } attribute)
            facts.Leading.Add(new(attribute, TextSpan.None));
        if (spans[(int)CaptureRole.Doc] is { Exists: true } doc)
            facts.Docs.Add(doc);
        if (spans[(int)CaptureRole.Wrapper] is { Exists: true } wrapper)
            facts.Wrappers[spans[(int)CaptureRole.Wrapped]] = wrapper;
        if (spans[(int)CaptureRole.Package] is { Exists: true } package)
            facts.Packages.Add(package);
        if (spans[(int)CaptureRole.Callee] is { Exists: true } callee)
            facts.Calls.Add(new(spans[(int)CaptureRole.Call], callee, spans[(int)CaptureRole.Receiver]));
        AddImport(facts, spans);
    }

    private static void AddImport(SyntaxFacts facts, Span<TextSpan> spans)
    {
        var path = spans[(int)CaptureRole.ImportPath];
        var module = spans[(int)CaptureRole.ImportModule];
        if (!path.Exists && !module.Exists)
            return;
        var statement = spans[(int)CaptureRole.Import];
        facts.Imports.Add(new(
            statement.Exists ? statement : path.Exists ? path : module, path, module, spans[(int)CaptureRole.ImportedName]));
    }

    /// <summary>A capture without white space at its end: some grammars count a line comment's LF, or the lines after a block, as part of it.</summary>
    private static TextSpan Trimmed(SyntaxCapture capture, string text)
    {
        var end = capture.End;
        while (end > capture.Start && char.IsWhiteSpace(text[end - 1]))
            end--;
        return new TextSpan(capture.Start, end);
    }
}
