namespace Patina.Memory.Scraping.Code;

/// <summary>Relates the spans that a query found: what lies in what, which comment belongs to what, who calls.</summary>
internal sealed class DefinitionReader
{
    /// <summary>Definitions nested deeper are left out; hostile files would make names of any length.</summary>
    private const int DepthLimit = 16;

    private const int NameLimit = 200;

    private readonly SourceText _source;
    private readonly Language _language;
    private readonly SyntaxFacts _facts;
    private readonly LeadingComments _leading;
    private readonly PackageNames _packages;

    private readonly List<Definition> _all = [];
    private readonly List<Definition> _roots = [];

    /// <summary>The definitions and scopes around the present position, outermost first.</summary>
    private readonly List<Definition> _open = [];

    private DefinitionReader(SourceText source, Language language, SyntaxFacts facts)
    {
        (_source, _language, _facts) = (source, language, facts);
        _leading = new LeadingComments(source, InOrder(facts.Leading, facts.Docs));
        _packages = new PackageNames(source.Text, facts.Packages);
    }

    public static CodeModel Read(SourceText source, Language language, SyntaxFacts facts)
    {
        var reader = new DefinitionReader(source, language, facts);
        reader.ReadDefinitions();
        var doc = reader.ReadDocs();
        var calls = CallReader.Read(source, language, facts.Calls, reader._all);
        return new CodeModel(reader._all, reader._roots, calls, ImportReader.Read(source, language, facts.Imports), doc);
    }

    /// <summary>Comments and attributes by position, each once, without those that are documentation from inside.</summary>
    private static List<LeadingSpans> InOrder(List<LeadingSpans> leading, List<TextSpan> docs)
    {
        var inside = docs.Select(doc => doc.Start).ToHashSet();
        var sorted = leading.Where(spans => !inside.Contains(spans.Node.Start)).ToArray();
        Array.Sort(sorted, (a, b) => (a.Node.Start, -a.Node.End).CompareTo((b.Node.Start, -b.Node.End)));
        var kept = new List<LeadingSpans>(sorted.Length);
        foreach (var spans in sorted)
        {
            if (kept.Count == 0 || spans.Node.Start >= kept[^1].Node.End)
                kept.Add(spans);
        }

        return kept;
    }

    private void ReadDefinitions()
    {
        var candidates = _facts.Definitions.Select(spans => (Outer: OuterSpan(spans.Node), Spans: spans)).ToArray();
        Array.Sort(candidates, (a, b) =>
            (a.Outer.Start, -a.Outer.End, a.Spans.Pattern).CompareTo((b.Outer.Start, -b.Outer.End, b.Spans.Pattern)));
        var previous = TextSpan.None;
        foreach (var (outer, spans) in candidates)
        {
            if (spans.Node != previous)
                Add(outer, spans);
            previous = spans.Node;
        }
    }

    private TextSpan OuterSpan(TextSpan node)
    {
        while (_facts.Wrappers.TryGetValue(node, out var wrapper) && wrapper != node)
            node = wrapper;
        return node;
    }

    private void Add(TextSpan outer, DefinitionSpans spans)
    {
        while (_open.Count > 0 && (_open[^1].Span.End <= outer.Start || EndedBefore(outer.Start, _open[^1])))
            _open.RemoveAt(_open.Count - 1);
        var parent = _open.Count > 0 ? _open[^1] : null;
        if (_open.Count >= DepthLimit || spans.Name.Length > NameLimit || IsNoise(spans, parent))
            return;

        var own = OwnName(spans);
        if (own.Count == 0)
            return;
        var definition = Create(outer, spans, parent, [.. Qualifiers(parent, outer.Start), .. own], hasOwner: own.Count > 1);
        if (_language.JoinsClauses && JoinsElder(definition, parent))
            return;
        _open.Add(definition);
        if (definition.Kind is null)
            return;
        _all.Add(definition);
        (definition.Parent?.Children ?? _roots).Add(definition);
    }

    /// <summary>
    /// Ends a damaged definition where another begins that is not indented beyond it: after an unknown macro, say, the
    /// parser takes all that follows for its body.
    /// </summary>
    private bool EndedBefore(int start, Definition open)
    {
        var line = _source.LineAt(start);
        if (!open.IsDamaged || open.Kind is null || line <= open.StartLine || Column(start) > Column(open.Span.Start))
            return false;
        var (leadStart, _) = _leading.Before(start, open.Span.Start + 1);
        var end = leadStart;
        while (end > open.Span.Start + 1 && char.IsWhiteSpace(_source.Text[end - 1]))
            end--;
        open.Span = open.Span with { End = end };
        open.EndLine = _source.LastLineOf(open.Span.Start, end);
        return true;
    }

    private int Column(int offset) => offset - _source.LineStart(_source.LineAt(offset));

    /// <summary>Local variables, and the second match for one body (<c>typedef struct Node { … } Node</c>).</summary>
    private bool IsNoise(DefinitionSpans spans, Definition? parent)
    {
        if (spans.Body.Exists && parent is not null && parent.Body == spans.Body)
            return true;
        var isValue = spans.Kind is "constant" or "variable" or "value" or "property" or "prototype";
        return (isValue || !spans.Body.Exists) && _open.Exists(around => around is { Kind: not null, IsType: false });
    }

    /// <summary>The name as the definition gives it, an owner before it; nothing when there is no name.</summary>
    private List<string> OwnName(DefinitionSpans spans)
    {
        var name = NamePath.Split(_source.Text.AsSpan(spans.Name.Start..spans.Name.End));
        if (name.Count > 0 && spans.Owner.Exists)
            name.InsertRange(0, NamePath.Split(_source.Text.AsSpan(spans.Owner.Start..spans.Owner.End)));
        return name;
    }

    /// <summary>What stands before the own name: the parent's name, or the package.</summary>
    private IReadOnlyList<string> Qualifiers(Definition? parent, int start)
    {
        if (parent is not null)
            return _language.NamesAreFlat ? [] : [parent.QualifiedName];
        return _packages.At(start);
    }

    private Definition Create(TextSpan outer, DefinitionSpans spans, Definition? parent, List<string> name, bool hasOwner)
    {
        var floor = parent is null ? 0 : parent.Body.Exists ? parent.Body.Start : parent.Span.Start;
        var (leadStart, comments) = _leading.Before(outer.Start, floor);
        var signatureStart = AfterAttributes(outer, comments);
        var holder = parent is { Kind: null } ? _open.FindLast(around => around.Kind is not null) : parent;
        return new Definition
        {
            Kind = spans.Kind is "function" && (hasOwner || holder is { IsType: true, Kind: not "module" }) ? "method" : spans.Kind,
            Name = name[^1],
            QualifiedName = string.Join(_language.Separator, name),
            Span = outer,
            LeadStart = leadStart,
            Body = spans.Body,
            IsDamaged = spans.IsDamaged,
            Signature = SignatureText.Of(
                _source.Text, new(signatureStart, spans.Body.Exists ? Math.Max(spans.Body.Start, signatureStart) : outer.End),
                _leading.All, _leading.FirstFrom(signatureStart)),
            Doc = DocComment.Clean(comments),
            Parent = holder,
            LeadLine = _source.LineAt(leadStart),
            StartLine = _source.LineAt(signatureStart),
            EndLine = _source.LastLineOf(outer.Start, outer.End),
        };
    }

    /// <summary>Where a definition begins behind the attributes, decorators and comments that its node holds.</summary>
    /// <param name="comments">Receives the comments among them.</param>
    private int AfterAttributes(TextSpan outer, List<string> comments)
    {
        var start = outer.Start;
        for (var i = _leading.FirstFrom(start); i < _leading.All.Count; i++)
        {
            var (node, text) = _leading.All[i];
            if (node.End >= outer.End || !_source.Text.AsSpan(start..node.Start).IsWhiteSpace())
                break;
            if (text.Exists)
                comments.Add(text.Of(_source.Text));
            start = node.End;
        }

        while (start < outer.End - 1 && char.IsWhiteSpace(_source.Text[start]))
            start++;
        return start;
    }

    /// <summary>Makes a further clause a part of the definition it continues.</summary>
    private bool JoinsElder(Definition clause, Definition? parent)
    {
        var siblings = clause.Parent?.Children ?? _roots;
        if (siblings.Count == 0 || clause.Kind is null)
            return false;
        var elder = siblings[^1];
        if (elder.QualifiedName != clause.QualifiedName || elder.Kind != clause.Kind || clause.LeadLine - elder.EndLine > 2)
            return false;
        elder.Span = new TextSpan(elder.Span.Start, clause.Span.End);
        elder.EndLine = Math.Max(elder.EndLine, clause.EndLine);
        if (elder.Doc.Length == 0)
            elder.Doc = clause.Doc;
        _open.Add(elder);
        return true;
    }

    /// <summary>Gives each documentation found inside a definition to it.</summary>
    /// <returns>The documentation of the file.</returns>
    private string ReadDocs()
    {
        var owned = new Dictionary<Definition, List<string>>();
        var file = new List<string>();
        var cursor = new DefinitionCursor(_all);
        foreach (var doc in _facts.Docs.OrderBy(doc => doc.Start))
        {
            var owner = cursor.Around(doc);
            var texts = file;
            if (owner is not null && !owned.TryGetValue(owner, out texts))
                owned[owner] = texts = [];
            texts.Add(doc.Of(_source.Text));
        }

        foreach (var (definition, texts) in owned)
            definition.Doc = DocComment.Clean(texts);
        return file.Count > 0 ? DocComment.Clean(file) : _leading.AtTop(_roots.Count > 0 ? _roots[0].LeadStart : _source.Text.Length);
    }
}
