using System.Text;
using Patina.Memory.Chunks;
using Patina.Memory.Events;
using Patina.Memory.Storage;

namespace Patina.Memory.Scraping.Code;

/// <summary>Makes the rows of one file from its events, which say already how the code falls into chunks.</summary>
internal sealed class CodeMaterializer
{
    private readonly string _path;
    private readonly DerivedRows _rows;
    private readonly CodeRecord _file;
    private readonly List<CodeRecord> _definitions;
    private readonly List<CodeRecord> _texts;
    private readonly List<Chunk> _chunks = [];
    private readonly ChunkWriter _writer;

    private CodeMaterializer(string path, IReadOnlyList<MemoryEvent> events, DerivedRows rows)
    {
        (_path, _rows) = (path, rows);
        _writer = new ChunkWriter(path, _chunks);
        var records = events.Select(CodeRecord.Read).ToList();
        _file = records.First(record => record.Type == "code.file");
        _texts = records.FindAll(record => record.Type == "code.text");
        _definitions = records.FindAll(record => record.Type is not ("code.file" or "code.text"));
    }

    public static void Materialize(string path, IReadOnlyList<MemoryEvent> events, DerivedRows rows)
    {
        if (events.Count == 0)
            return;
        var materializer = new CodeMaterializer(path, events, rows);
        materializer.AddDefinitions();
        materializer.AddSymbols();
        materializer.AddOutlineAndTexts();
        materializer.AddRelations();
        rows.Chunks.AddRange(materializer._chunks);
    }

    private void AddDefinitions()
    {
        var groups = new List<List<CodeRecord>>();
        foreach (var definition in _definitions.Where(definition => !definition.IsInline).OrderBy(definition => definition.BodyStartLine))
        {
            if (definition.IsJoined && groups.Count > 0)
                groups[^1].Add(definition);
            else
                groups.Add([definition]);
        }

        foreach (var group in groups)
        {
            if (group.Count == 1)
                AddDefinition(group[0]);
            else
                AddGroup(group);
        }
    }

    private void AddDefinition(CodeRecord definition)
    {
        var head = CodeHead.Of(_path, [definition.QualifiedName], definition.Signature, definition.Doc);
        foreach (var part in definition.Parts)
        {
            _writer.Add(
                part.StartLine, part.EndLine, definition.Signature, definition.QualifiedName, head,
                definition.Body.Substring(part.Offset, part.Length));
        }
    }

    /// <summary>Small neighbours in one chunk.</summary>
    private void AddGroup(List<CodeRecord> group)
    {
        var text = new StringBuilder();
        foreach (var (index, member) in group.Index())
        {
            if (index > 0)
                text.Append('\n', member.BodyStartLine - group[index - 1].BodyEndLine);
            text.Append(member.Body);
        }

        var title = string.Join("; ", group.Select(member => member.Signature));
        var docs = string.Join(' ', group.Select(member => member.Doc));
        var head = CodeHead.Of(_path, group.Select(member => member.QualifiedName), title, docs);
        _writer.Add(group[0].BodyStartLine, group[^1].BodyEndLine, title, group[0].QualifiedName, head, text.ToString());
    }

    private void AddSymbols()
    {
        var byStart = _chunks.OrderBy(chunk => chunk.StartLine).ToArray();
        var starts = Array.ConvertAll(byStart, chunk => chunk.StartLine);
        foreach (var definition in _definitions)
        {
            // An impl block is a place where methods stand, no symbol: its name is that of the type.
            if (definition.Kind == "impl")
                continue;
            var chunk = ChunkAt(byStart, starts, definition.StartLine);
            _rows.Symbols.Add(new SymbolRow(
                definition.Name, definition.QualifiedName, definition.Kind, definition.Signature, definition.Doc,
                definition.StartLine, definition.EndLine, chunk.Key));
        }
    }

    /// <summary>The innermost chunk that holds a line: of those that do, the one that begins last.</summary>
    private static Chunk ChunkAt(Chunk[] byStart, int[] starts, int line)
    {
        var index = Array.BinarySearch(starts, line + 1);
        index = index < 0 ? ~index : index;
        while (index > 0 && starts[index - 1] == line + 1)
            index--;
        for (var i = index - 1; i >= 0; i--)
        {
            if (byStart[i].EndLine >= line)
                return byStart[i];
        }

        throw new InvalidOperationException($"No chunk holds line {line}, where a definition begins.");
    }

    /// <summary>
    /// The file's outline tells its top-level definitions by their signatures, and small pieces of other code in full;
    /// larger ones have chunks of their own.
    /// </summary>
    private void AddOutlineAndTexts()
    {
        var lines = new List<CodeLine>();
        var units = TopLevel();
        var small = units.Count == 0 ? [] : _texts.FindAll(text => text.Body.Length < ChunkLimits.OutlinedText);
        foreach (var text in _texts.Except(small))
            _writer.AddText(text, _file.Doc);
        if (units.Count + small.Count < 2)
            return;

        if (_file.Doc.Length > 0 && !small.Exists(text => text.StartLine <= units[0].BodyStartLine))
            AddLines(lines, _file.Doc, 1, 1);
        foreach (var record in units.Concat(small).OrderBy(record => Math.Max(record.BodyStartLine, record.StartLine)))
        {
            if (record.Type == "code.text")
                AddLines(lines, record.Body, record.StartLine, record.EndLine);
            else
                AddLines(lines, record.Signature, record.BodyStartLine, record.BodyEndLine);
        }

        AddOutline(lines, units);
    }

    private void AddOutline(List<CodeLine> lines, List<CodeRecord> units)
    {
        var text = string.Join('\n', lines.Select(line => line.Text));
        var head = CodeHead.Of(_path, [], string.Join(' ', units.Select(unit => unit.Name)), _file.Doc);
        foreach (var part in TextSplitter.Split(lines, ChunkLimits.Chunk))
            _writer.Add(part.StartLine, part.EndLine, _path, null, head, text.Substring(part.Offset, part.Length));
    }

    /// <summary>The definitions that no other holds.</summary>
    private List<CodeRecord> TopLevel()
    {
        var units = new List<CodeRecord>();
        foreach (var definition in _definitions.Where(definition => !definition.IsInline).OrderBy(definition => definition.BodyStartLine))
        {
            if (units.Count == 0 || definition.BodyStartLine > units[^1].BodyEndLine)
                units.Add(definition);
        }

        return units;
    }

    /// <param name="first">Lines that the text stands for, counted from 1.</param>
    private static void AddLines(List<CodeLine> lines, string text, int first, int last)
    {
        var isExact = text.AsSpan().Count('\n') == last - first;
        foreach (var (index, line) in text.Split('\n').Index())
        {
            var at = isExact ? first + index : first;
            lines.Add(new CodeLine(line.AsMemory(), at - 1, (isExact ? at : last) - 1, index));
        }
    }

    private void AddRelations()
    {
        _rows.Imports.AddRange(_file.Imports);
        _rows.Calls.AddRange(_file.Calls);
        foreach (var definition in _definitions)
            _rows.Calls.AddRange(definition.Calls);
    }
}
