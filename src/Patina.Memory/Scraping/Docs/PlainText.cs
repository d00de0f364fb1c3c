namespace Patina.Memory.Scraping.Docs;

/// <summary>Text whose headings are not read.</summary>
internal static class PlainText
{
    public static DocSection AsSection(string text) => new([], Level: 0, StartLine: 1, text);
}
