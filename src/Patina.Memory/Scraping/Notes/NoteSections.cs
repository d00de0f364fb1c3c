namespace Patina.Memory.Scraping.Notes;

/// <summary>Where in a note the parser stands: headings, the bold label below them, and the time of the entry.</summary>
internal sealed class NoteSections(DateTimeOffset? started)
{
    private readonly SessionClock _clock = new(started);
    private readonly List<(int Level, NoteHeading Heading)> _headings = [];
    private NoteHeading? _label;
    private DateTimeOffset? _entryTime;
    private int _entryLevel;
    private int _entryLine = -1;
    private bool _entryTold;
    private string? _path;

    /// <summary>Enters the section of a heading, leaving those of the same and lower rank.</summary>
    public void Enter(int level, string text, int lineIndex)
    {
        var heading = NoteHeading.Parse(text);
        _headings.RemoveAll(outer => outer.Level >= level);
        _headings.Add((level, heading));
        _label = null;
        _path = null;
        if (heading.Time is { } time)
        {
            _entryTime = _clock.At(time);
            _entryLevel = level;
            _entryLine = lineIndex;
            _entryTold = false;
        }
        else if (level <= _entryLevel)
        {
            _entryTime = null;
            _entryLevel = 0;
        }
    }

    /// <summary>Enters the section of a bold label, which ends at the next label or heading.</summary>
    public void EnterLabel(string text)
    {
        _label = NoteHeading.Parse(text);
        _path = null;
    }

    /// <summary>Whether a heading of that level ends the present entry of the activity log.</summary>
    public bool ClosesEntry(int level) => _entryLevel > 0 && level <= _entryLevel;

    /// <summary>The title and line of an entry that no item was found in, once.</summary>
    public (string? Title, int LineIndex) TakeUntoldEntry()
    {
        if (_entryLine < 0 || _entryTold)
            return (null, -1);
        _entryTold = true;
        var entry = _headings.FindLast(heading => heading.Heading.Time is not null).Heading;
        var saysSomething = entry is { Kind: NoteKind.Activity, Name.Length: > 0 } && NoteKind.OfHeading(entry.Name) != NoteKind.Activity;
        return saysSomething ? (entry.Name, _entryLine) : (null, -1);
    }

    /// <summary>Gives an item its kind, heading path and time.</summary>
    public NoteItem Describe(NoteItem item)
    {
        _entryTold = true;
        _path ??= string.Join(NoteHeading.Separator, Path().Select(heading => heading.ToString()).Where(name => name.Length > 0));
        return item with { Kind = Kind(), Heading = _path, Time = _entryTime ?? started };
    }

    private IEnumerable<NoteHeading> Path()
    {
        foreach (var (_, heading) in _headings)
            yield return heading;
        if (_label is not null)
            yield return _label;
    }

    private string Kind() => Path().LastOrDefault(heading => heading.Kind is not null)?.Kind ?? NoteKind.Note;
}
