using System.Text;

namespace Patina.Memory.Scraping.Notes;

/// <summary>
/// Divides a note into pieces of the size that search finds best: neighbouring items of one heading together, an item
/// with its nested ones if they fit, and only a far longer item cut. The goals of a session stand for it as a whole;
/// there is no chunk that repeats what others hold.
/// </summary>
internal sealed class NoteGrouper
{
    /// <summary>Notes are found better in pieces of about this size than as sections or files.</summary>
    private const int TargetWords = 60;

    /// <summary>Items are joined up to here.</summary>
    private const int MaxGroupWords = TargetWords * 5 / 4;

    /// <summary>An item above this is cut.</summary>
    private const int MaxItemWords = TargetWords * 3;

    private readonly List<NoteGroup> _groups = [];
    private readonly List<NoteItem> _open = [];
    private int _openWords;

    /// <summary>Groups all items but those of <see cref="NoteKind.Metadata"/>, in order.</summary>
    public static IReadOnlyList<NoteGroup> Divide(IReadOnlyList<NoteItem> items)
    {
        var grouper = new NoteGrouper();
        var searched = items.Where(item => item.Kind != NoteKind.Metadata).ToArray();
        for (var start = 0; start < searched.Length;)
        {
            var end = start + 1;
            while (end < searched.Length && searched[end].Depth > searched[start].Depth && searched[end].Heading == searched[start].Heading)
                end++;
            grouper.AddNested(searched.AsSpan(start, end - start));
            start = end;
        }
        grouper.Flush();
        return grouper._groups;
    }

    /// <summary>Adds an item and those nested in it, to one group if they fit.</summary>
    private void AddNested(ReadOnlySpan<NoteItem> items)
    {
        var words = 0;
        foreach (var item in items)
            words += LongText.WordCount(item.Source);
        if (_open.Count > 0 && (_open[^1].Heading != items[0].Heading || _openWords + words > MaxGroupWords))
            Flush();
        foreach (var item in items)
            Add(item, LongText.WordCount(item.Source));
    }

    private void Add(NoteItem item, int words)
    {
        if (_open.Count > 0 && _openWords + words > MaxGroupWords)
            Flush();
        if (words > MaxItemWords)
        {
            foreach (var (text, firstLine, lastLine) in LongText.Cut(item.Source, TargetWords))
                _groups.Add(new NoteGroup([item], text, item.StartLine + firstLine, item.StartLine + lastLine));
            return;
        }
        _open.Add(item);
        _openWords += words;
    }

    private void Flush()
    {
        if (_open.Count == 0)
            return;
        var text = new StringBuilder();
        for (var i = 0; i < _open.Count; i++)
        {
            if (i > 0)
                text.Append(_open[i].StartLine > _open[i - 1].EndLine + 1 ? "\n\n" : "\n");
            text.Append(_open[i].Source);
        }
        _groups.Add(new NoteGroup(_open.ToArray(), text.ToString(), _open[0].StartLine, _open[^1].EndLine));
        _open.Clear();
        _openWords = 0;
    }
}
