namespace Patina.Memory.Scraping.Notes;

/// <summary>Neighbouring items of one heading, or a piece of a long one, that become one chunk.</summary>
/// <param name="Items">Whose text it holds; a single one where that was cut.</param>
/// <param name="Text">As it stands in the source.</param>
/// <param name="StartLine">Counted from 1.</param>
/// <param name="EndLine">Inclusive.</param>
internal sealed record NoteGroup(IReadOnlyList<NoteItem> Items, string Text, int StartLine, int EndLine)
{
    public string Heading => Items[0].Heading;
}
