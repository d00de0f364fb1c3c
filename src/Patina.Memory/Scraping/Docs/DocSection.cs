namespace Patina.Memory.Scraping.Docs;

/// <summary>A heading with what follows it up to the next heading.</summary>
/// <param name="Headings">The headings above it and its own, outermost first; empty before the first heading.</param>
/// <param name="Level">1 to 6; 0 before the first heading.</param>
/// <param name="StartLine">The heading's line, counted from 1.</param>
/// <param name="Text">From the heading's line on, as it stands in the file.</param>
internal sealed record DocSection(IReadOnlyList<string> Headings, int Level, int StartLine, string Text);
