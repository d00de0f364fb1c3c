using System.Collections.Frozen;

namespace Patina.Memory.Scraping.Docs;

/// <summary>Files that hold prose, by their ending.</summary>
internal static class DocFormats
{
    private static readonly FrozenSet<string> Markdown = Set(".md", ".markdown", ".mdown", ".mdx", ".mkd");

    private static readonly FrozenSet<string> Plain = Set(".adoc", ".asciidoc", ".org", ".rst", ".text", ".txt");

    /// <summary>Names of text files that are code or configuration in spite of their ending.</summary>
    private static readonly FrozenSet<string> NotProse = Set("CMakeLists.txt", "robots.txt");

    public static bool IsMarkdown(string path) => Markdown.Contains(Path.GetExtension(path));

    public static bool IsProse(string path) =>
        IsMarkdown(path) || (Plain.Contains(Path.GetExtension(path)) && !NotProse.Contains(Path.GetFileName(path)));

    private static FrozenSet<string> Set(params string[] entries) => entries.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
