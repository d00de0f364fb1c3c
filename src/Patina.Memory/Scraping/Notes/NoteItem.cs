namespace Patina.Memory.Scraping.Notes;

/// <summary>
/// One list item, paragraph or code block. A nested list item is an item of its own, as it often holds the fact that is
/// searched for; <paramref name="Parent"/> says what it belongs to.
/// </summary>
/// <param name="Kind">One of <see cref="NoteKind"/>.</param>
/// <param name="Heading">Headings and bold label above it, outermost first, joined by <see cref="NoteHeading.Separator"/>.</param>
/// <param name="Content">Text without the list marker.</param>
/// <param name="Source">The lines as they stand in the file.</param>
/// <param name="StartLine">Counted from 1.</param>
/// <param name="EndLine">Inclusive.</param>
/// <param name="Depth">0 for a paragraph and an outer list item.</param>
/// <param name="Parent">First line of the item that this one is nested in.</param>
/// <param name="Done">State of its check box, where it has one.</param>
internal sealed record NoteItem(
    string Kind, string Heading, DateTimeOffset? Time, string Content, string Source, int StartLine, int EndLine,
    int Depth, string? Parent, bool? Done);
