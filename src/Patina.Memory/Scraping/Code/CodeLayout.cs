using Patina.Memory.Native;

namespace Patina.Memory.Scraping.Code;

/// <summary>
/// Decides which lines of a file become which chunk. Lines belong to the outermost definition on them, or to the
/// file; a large type hands the lines of its members to them, and keeps their signatures.
/// </summary>
internal sealed class CodeLayout
{
    private readonly SourceText _source;
    private readonly SyntaxTree _tree;
    private int[]? _depths;

    private CodeLayout(SourceText source, SyntaxTree tree) => (_source, _tree) = (source, tree);

    /// <summary>The text of each definition; an inline one has exactly its own, the others whole lines.</summary>
    public Dictionary<Definition, CodeBlock> Blocks { get; } = [];

    /// <summary>Code outside definitions, in the order of the text.</summary>
    public List<CodeBlock> Rest { get; } = [];

    public static CodeLayout Of(SourceText source, CodeModel model, SyntaxTree tree)
    {
        var layout = new CodeLayout(source, tree);
        var units = layout.PlaceMembers(model.Roots, headerLine: -1);
        layout.PlaceRest(units);
        return layout;
    }

    /// <summary>Gives siblings their lines; one that begins on a line already taken is inline.</summary>
    /// <returns>Those with lines of their own.</returns>
    private List<Definition> PlaceMembers(IEnumerable<Definition> members, int headerLine)
    {
        var units = new List<Definition>();
        foreach (var member in members)
        {
            member.LastLine = member.EndLine;
            var elder = units.Count > 0 ? units[^1] : null;
            if (member.LeadLine > (elder?.LastLine ?? headerLine))
            {
                units.Add(member);
                continue;
            }

            PlaceInline(member);
            if (elder is not null)
                elder.LastLine = Math.Max(elder.LastLine, member.EndLine);
        }

        foreach (var unit in units)
            Place(unit);
        JoinSmallNeighbours(units);
        return units;
    }

    private void Place(Definition definition)
    {
        List<Definition> apart = [];
        var whole = _source.Lines(definition.LeadLine, definition.LastLine);
        if (whole.Length > (definition.IsType ? ChunkLimits.WholeType : ChunkLimits.Chunk))
        {
            apart = PlaceMembers(
                definition.Children.Where(child => definition.IsType || child.Span.Length >= ChunkLimits.NestedFunction),
                HeaderLine(definition));
        }

        foreach (var child in definition.Children.Where(child => !Blocks.ContainsKey(child)))
            PlaceInline(child);
        Blocks[definition] = Block(definition.LeadLine, definition.LastLine, apart);
    }

    private void PlaceInline(Definition definition)
    {
        definition.IsInline = true;
        var text = definition.Span.Of(_source.Text);
        var (start, end) = (definition.StartLine + 1, definition.EndLine + 1);
        Blocks[definition] = new CodeBlock(start, end, text, [new CodePart(start, end, 0, text.Length)]);
        foreach (var child in definition.Children)
            PlaceInline(child);
    }

    /// <summary>The line that the head of a definition ends on.</summary>
    private int HeaderLine(Definition definition)
    {
        if (!definition.Body.Exists)
            return definition.StartLine;
        var end = definition.Body.Start;
        while (end > definition.Span.Start && char.IsWhiteSpace(_source.Text[end - 1]))
            end--;
        return _source.LastLineOf(definition.Span.Start, end);
    }

    private void JoinSmallNeighbours(List<Definition> units)
    {
        var size = 0;
        for (var i = 0; i < units.Count; i++)
        {
            var length = Blocks[units[i]].Text.Length;
            units[i].IsJoined = i > 0 && IsSmall(units[i - 1]) && IsSmall(units[i])
                && size + length <= ChunkLimits.SharedChunk && OnlyBlankBetween(units[i - 1], units[i]);
            size = units[i].IsJoined ? size + length : length;
        }
    }

    private bool IsSmall(Definition definition) => Blocks[definition].Text.Length < ChunkLimits.SmallDefinition;

    private bool OnlyBlankBetween(Definition elder, Definition younger)
    {
        for (var line = elder.LastLine + 1; line < younger.LeadLine; line++)
        {
            if (!_source.IsBlank(line))
                return false;
        }

        return true;
    }

    private void PlaceRest(List<Definition> units)
    {
        var first = 0;
        foreach (var unit in units)
        {
            AddRest(first, unit.LeadLine - 1);
            first = unit.LastLine + 1;
        }

        AddRest(first, _source.LineCount - 1);
    }

    private void AddRest(int first, int last)
    {
        while (first <= last && _source.IsBlank(first))
            first++;
        while (first <= last && _source.IsBlank(last))
            last--;
        if (first <= last)
            Rest.Add(Block(first, last, []));
    }

    /// <summary>The lines from first to last, a signature in the place of each definition that has its own chunk.</summary>
    private CodeBlock Block(int first, int last, List<Definition> apart)
    {
        var text = _source.Lines(first, last);
        if (apart.Count == 0 && text.Length <= ChunkLimits.Chunk)
            return new CodeBlock(first + 1, last + 1, text.ToString(), [new CodePart(first + 1, last + 1, 0, text.Length)]);

        var lines = LinesOf(first, last, apart);
        var parts = TextSplitter.Split(lines, ChunkLimits.Chunk);
        var joined = apart.Count == 0 ? text.ToString() : string.Join('\n', lines.Select(line => line.Text));
        return new CodeBlock(first + 1, last + 1, joined, parts);
    }

    private List<CodeLine> LinesOf(int first, int last, List<Definition> apart)
    {
        _depths ??= StatementDepths.Of(_source, _tree);
        var lines = new List<CodeLine>();
        var next = 0;
        for (var line = first; line <= last; line++)
        {
            if (next < apart.Count && apart[next].LeadLine == line)
            {
                var left = apart[next++];
                lines.Add(new CodeLine(SignatureLine(left).AsMemory(), line, left.LastLine, _depths[line]));
                line = left.LastLine;
                while (line < last && _source.IsBlank(line + 1))
                    line++;
            }
            else
            {
                var start = _source.LineStart(line);
                lines.Add(new CodeLine(_source.Text.AsMemory(start, _source.Line(line).Length), line, line, _depths[line]));
            }
        }

        return lines;
    }

    private string SignatureLine(Definition definition)
    {
        var line = _source.Line(definition.LeadLine);
        return string.Concat(line[..(line.Length - line.TrimStart().Length)], definition.Signature);
    }
}
