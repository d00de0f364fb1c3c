using System.Text;
using Markdig;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Patina.Memory.Scraping.Docs;

/// <summary>Cuts Markdown at its headings; those inside code fences, quotes and lists are none.</summary>
internal static class MarkdownDocumentReader
{
    private const int MaxHeading = 200;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UseYamlFrontMatter().Build();

    public static (DocMetadata? Metadata, List<DocSection> Sections) Read(string text)
    {
        if (Parse(text) is not { } document)
            return (null, [PlainText.AsSection(text)]);

        var metadata = document.OfType<YamlFrontMatterBlock>().FirstOrDefault() is { } block
            ? FrontMatter.Read(block.Lines.ToString())
            : null;
        return (metadata, Cut(text, document));
    }

    /// <summary>Null for text that nests quotes or lists deeper than Markdig follows; people write none such.</summary>
    private static MarkdownDocument? Parse(string text)
    {
        try
        {
            return Markdown.Parse(text, Pipeline);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static List<DocSection> Cut(string text, MarkdownDocument document)
    {
        var lineStarts = LineStarts(text);
        var sections = new List<DocSection>();
        var (open, level, line) = (new List<(int Level, string Text)>(), 0, 0);
        foreach (var heading in document.OfType<HeadingBlock>())
        {
            AddSection(heading.Line);
            open.RemoveAll(outer => outer.Level >= heading.Level);
            open.Add((heading.Level, TextOf(heading)));
            (level, line) = (heading.Level, heading.Line);
        }

        AddSection(lineStarts.Count);
        return sections;

        void AddSection(int endLine)
        {
            var (start, end) = (lineStarts[line], endLine < lineStarts.Count ? lineStarts[endLine] : text.Length);
            if (!text.AsSpan(start, end - start).IsWhiteSpace())
                sections.Add(new DocSection([.. open.Select(heading => heading.Text)], level, line + 1, text[start..end]));
        }
    }

    /// <summary>Offsets of the lines, with the line endings that Markdig knows: LF, CR LF and CR.</summary>
    private static List<int> LineStarts(string text)
    {
        var starts = new List<int> { 0 };
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && !(i + 1 < text.Length && text[i + 1] == '\n')))
                starts.Add(i + 1);
        }

        return starts;
    }

    private static string TextOf(HeadingBlock heading)
    {
        var text = new StringBuilder();
        foreach (var inline in heading.Inline?.Descendants() ?? [])
        {
            text.Append(inline switch
            {
                LiteralInline literal => literal.Content.ToString(),
                CodeInline code => code.Content,
                AutolinkInline link => link.Url,
                HtmlEntityInline entity => entity.Transcoded.ToString(),
                LineBreakInline => " ",
                _ => "",
            });
        }

        var plain = text.ToString().Trim();
        return plain.Length <= MaxHeading ? plain : TextCut.Before(plain, MaxHeading);
    }
}
