namespace Patina.Memory.Scraping.Notes;

/// <summary>
/// Reads a note file line by line. It accepts any heading, list style and order of sections; what it cannot place is a
/// paragraph. Time is linear in the file.
/// </summary>
internal sealed class NoteParser
{
    private readonly string[] _lines;
    private readonly NoteSections _sections;
    private readonly List<NoteItem> _items = [];
    private readonly Stack<(int Indent, string Text)> _parents = new();
    private OpenItem? _open;
    private string? _fence;
    private bool _afterBlank;

    private NoteParser(string[] lines, DateTimeOffset? started)
    {
        _lines = lines;
        _sections = new NoteSections(started);
    }

    /// <param name="fileName">Without extension.</param>
    /// <param name="text">The file, with any line ends.</param>
    public static Note Parse(string fileName, string text)
    {
        var lines = text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        var header = SessionHeaderParser.Parse(fileName, lines, out var bodyStart);
        var parser = new NoteParser(lines, header.Started);
        for (var i = bodyStart; i < lines.Length; i++)
            parser.Take(i);
        parser.Close();
        parser.AddUntoldEntry();
        return new Note(header, parser._items);
    }

    private void Take(int index)
    {
        if (_fence is not null)
        {
            ContinueFence(index);
            return;
        }
        var line = NoteLine.Parse(_lines[index]);
        switch (line.Part)
        {
            case NoteLine.Role.Blank:
                _afterBlank = true;
                return;
            case NoteLine.Role.Text:
                TakeText(index, line);
                break;
            case NoteLine.Role.Fence:
                OpenFence(index, line);
                break;
            default:
                Close();
                TakeMarked(index, line);
                break;
        }
        _afterBlank = false;
    }

    /// <summary>Takes a line that begins something new.</summary>
    private void TakeMarked(int index, NoteLine line)
    {
        switch (line.Part)
        {
            case NoteLine.Role.Heading:
                if (_sections.ClosesEntry(line.Level))
                    AddUntoldEntry();
                _sections.Enter(line.Level, line.Text, index);
                break;
            case NoteLine.Role.Label:
                _sections.EnterLabel(line.Text);
                if (line.Rest.Length > 0)
                    _open = new OpenItem(index, line.Rest, line);
                break;
            case NoteLine.Role.ListItem:
                Nest(line.Indent);
                _open = new OpenItem(index, line.Text, line);
                break;
        }
    }

    /// <summary>Text goes on with the open item, unless a blank line and the indent say that it starts anew.</summary>
    private void TakeText(int index, NoteLine line)
    {
        if (_open is not null && (!_afterBlank || line.Indent > _open.Indent))
        {
            _open.Append(index, line.Text);
            return;
        }
        Close();
        _parents.Clear();
        _open = new OpenItem(index, line.Text, line);
    }

    /// <summary>A code block belongs to the item above it, blank line or not.</summary>
    private void OpenFence(int index, NoteLine line)
    {
        _fence = line.Text[..3];
        if (_open is null)
            _open = new OpenItem(index, line.Text, line);
        else
            _open.Append(index, line.Text);
    }

    private void ContinueFence(int index)
    {
        _open!.Append(index, _lines[index]);
        if (_lines[index].AsSpan().Trim().StartsWith(_fence, StringComparison.Ordinal))
            _fence = null;
    }

    /// <summary>Leaves the list items that one of this indent is not nested in.</summary>
    private void Nest(int indent)
    {
        while (_parents.TryPeek(out var parent) && parent.Indent >= indent)
            _parents.Pop();
    }

    private void Close()
    {
        if (_open is not { } open)
            return;
        _open = null;
        _afterBlank = false;
        var content = open.Content;
        if (content.Length > 0)
        {
            _items.Add(_sections.Describe(new NoteItem(
                NoteKind.Note, "", null, content, string.Join('\n', _lines[open.FirstLine..(open.LastLine + 1)]),
                open.FirstLine + 1, open.LastLine + 1, _parents.Count,
                _parents.TryPeek(out var parent) ? parent.Text : null, open.Done)));
        }
        if (open.IsListItem)
            _parents.Push((open.Indent, content.Split('\n', 2)[0]));
        else
            _parents.Clear();
    }

    /// <summary>An entry of the activity log with nothing below it: its title is all that it tells.</summary>
    private void AddUntoldEntry()
    {
        if (_sections.TakeUntoldEntry() is not ({ } title, var index))
            return;
        _items.Add(_sections.Describe(new NoteItem(
            NoteKind.Activity, "", null, title, _lines[index], index + 1, index + 1, 0, null, null)));
    }
}
