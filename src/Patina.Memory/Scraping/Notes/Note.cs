namespace Patina.Memory.Scraping.Notes;

/// <summary>One parsed note file.</summary>
internal sealed record Note(SessionHeader Header, IReadOnlyList<NoteItem> Items);
