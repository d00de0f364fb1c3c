using Patina.Memory.Chunks;
using Patina.Memory.Storage;

namespace Patina.Memory.Scraping.Notes;

/// <summary>The rows and chunks that a note stands for.</summary>
internal static class NoteRows
{
    /// <summary>The heading that every session has.</summary>
    private const string ActivityLog = "Activity Log";

    private const int MaxTitleWordsInHead = 6;
    private const int MaxWordsInHead = 12;

    /// <param name="path">Of the file, relative to the root.</param>
    public static void Add(string path, Note note, DerivedRows rows)
    {
        if (note.Items.Count == 0)
            return;
        var groups = NoteGrouper.Divide(note.Items);
        if (groups.Count == 0)
            groups = [TitleAlone(note)];
        var keys = new Dictionary<NoteItem, ChunkKey>(ReferenceEqualityComparer.Instance);
        var copies = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var group in groups)
        {
            copies[group.Text] = copies.GetValueOrDefault(group.Text) + 1;
            var chunk = ChunkOf(path, note.Header, group, copies[group.Text] - 1);
            rows.Chunks.Add(chunk);
            foreach (var item in group.Items)
                keys.TryAdd(item, chunk.Key);
        }

        // What no chunk holds (metadata) points to the first.
        var first = keys[groups[0].Items[0]];
        rows.Notes.AddRange(note.Items.Select(item => new NoteRow(
            note.Header.Id, item.Kind, item.Heading, item.Content, item.Time?.ToUnixTimeSeconds(), item.StartLine,
            keys.GetValueOrDefault(item, first))));
    }

    private static NoteGroup TitleAlone(Note note) => new([note.Items[0]], note.Header.Title, 1, 1);

    private static Chunk ChunkOf(string path, SessionHeader header, NoteGroup group, int ordinal) => new()
    {
        Key = ChunkKey.Of(ChunkKind.Note, path, symbol: null, group.Text, ordinal),
        Kind = ChunkKind.Note,
        Path = path,
        StartLine = group.StartLine,
        EndLine = group.EndLine,
        Title = string.Join(NoteHeading.Separator, [header.Title, .. NamesIn(group.Heading).Where(name => name != ActivityLog)]),
        Session = header.Id,
        Timestamp = group.Items[0].Time?.ToUnixTimeSeconds(),
        Head = HeadOf(header.Title, group.Heading),
        Text = group.Text,
    };

    /// <summary>Words of the title and of the headings; what every session has is left out.</summary>
    private static string HeadOf(string title, string heading)
    {
        var titleWords = title.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MaxTitleWordsInHead);
        var headingWords = NamesIn(heading)
            .Select(name => NoteHeading.Parse(name).Name) // without its time
            .Where(name => name is not (ActivityLog or "Update" or "Final Update" or "Session Start" or "Session End"))
            .SelectMany(name => name.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return string.Join(' ', titleWords.Concat(headingWords).Take(MaxWordsInHead));
    }

    private static string[] NamesIn(string heading) =>
        heading.Split(NoteHeading.Separator, StringSplitOptions.RemoveEmptyEntries);
}
