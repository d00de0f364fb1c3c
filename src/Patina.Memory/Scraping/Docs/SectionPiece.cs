namespace Patina.Memory.Scraping.Docs;

/// <summary>Some paragraphs of one section.</summary>
/// <param name="StartLine">Counted from 1 in the file.</param>
/// <param name="EndLine">Inclusive.</param>
internal sealed record SectionPiece(IReadOnlyList<string> Headings, int StartLine, int EndLine, string Text);
