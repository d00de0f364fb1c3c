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
        var sections = new List<DocSection>();
        var (open, level, start, line) = (new List<(int Level, string Text)>(), 0, 0, 1);
        foreach (var heading in document.OfType<HeadingBlock>())
        {
            AddSection(StartOfLine(text, heading.Span.Start));
            open.RemoveAll(outer => outer.Level >= heading.Level);
            open.Add((heading.Level, TextOf(heading)));
            level = heading.Level;
        }

        AddSection(text.Length);
        return sections;

        void AddSection(int end)
        {
            var body = text[start..end];
            if (!string.IsNullOrWhiteSpace(body))
                sections.Add(new DocSection([.. open.Select(heading => heading.Text)], level, line, body));
            line += body.AsSpan().Count('\n');
            start = end;
        }
    }

    private static int StartOfLine(string text, int offset) => text.AsSpan(0, offset).LastIndexOfAny('\n', '\r') + 1;

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
