using Patina.Memory.Scraping;
using Patina.Memory.Scraping.Code;
using Patina.Memory.Scraping.Docs;
using Patina.Memory.Scraping.Files;

namespace Patina.Memory.Corpus;

/// <summary>Reads the files of a repository for training, by the same rules as a scrape, storing nothing.</summary>
public static class CorpusFiles
{
    private const int OpeningLength = 1_500;

    private static readonly TimeSpan ParseLimit = TimeSpan.FromSeconds(5);

    /// <summary>Hands over every file that a scrape would read, in the order of paths, whatever the number of threads.</summary>
    /// <param name="root">The repository.</param>
    /// <param name="consume">Called on this thread.</param>
    /// <exception cref="MemoryException">No such folder, or git refuses to read the repository.</exception>
    public static void Read(string root, int threads, Action<CorpusFile> consume, CancellationToken cancellation)
    {
        var layout = new ProjectLayout(root);
        var files = FileDiscovery.Run(layout, cancellation).Files;
        OrderedPipeline<FoundFile, CorpusFile?>.Run(files, threads, file => Read(layout.Root, file.Path), file =>
        {
            if (file is not null)
                consume(file);
        }, cancellation);
    }

    /// <returns>Null for a file that is no text, or that is neither code of a known language nor prose.</returns>
    private static CorpusFile? Read(string root, string path)
    {
        if (ReadText(Path.Combine(root, path), path) is not { } text)
            return null;
        if (DocFormats.IsProse(path))
            return ReadProse(path, text);
        var source = new SourceText(text);
        return LanguageTable.MayBeCode(path) && LanguageTable.Find(path, source.Text) is { } language
            ? ReadCode(path, source, language)
            : null;
    }

    private static string? ReadText(string file, string path)
    {
        try
        {
            var bytes = File.ReadAllBytes(file);
            return bytes.Length <= FileRules.MaxSize && FileContentRules.Find(path, bytes, out var text) is null ? text : null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return null; // a file that goes away while thousands are read is no reason to stop
        }
    }

    private static CorpusFile ReadProse(string path, string text)
    {
        var sections = DocFormats.IsMarkdown(path) ? MarkdownDocumentReader.Read(text).Sections : [PlainText.AsSection(text)];
        return new CorpusFile(path, Beginning(text), [], sections.ConvertAll(section =>
            new CorpusSection(section.Headings, section.Headings.Count > 0 ? AfterFirstLine(section.Text) : section.Text)));
    }

    private static CorpusFile? ReadCode(string path, SourceText source, Language language)
    {
        using var parsed = CodeGrammar.Of(language).Parse(source.Text, ParseLimit);
        if (parsed is null)
            return null;
        var model = DefinitionReader.Read(source, language, parsed.Facts);
        var docs = parsed.Facts.Docs.OrderBy(doc => doc.Start).ToList();
        var functions = model.Definitions
            .Where(definition => definition.Body.Exists && !definition.IsType && definition.Kind is not ("constant" or "variable"))
            .Select(definition => new CorpusFunction(
                definition.QualifiedName, definition.Name, definition.Doc,
                CodeHead.Of(path, [definition.QualifiedName], definition.Signature, doc: ""),
                Without(docs, source.Text, definition.Span)))
            .ToList();
        return new CorpusFile(path, Beginning(source.Text), functions, []);
    }

    /// <summary>A part of a text without the docs that lie in it.</summary>
    private static string Without(List<TextSpan> docs, string text, TextSpan span)
    {
        var kept = new System.Text.StringBuilder(span.Length);
        var from = span.Start;
        foreach (var doc in docs)
        {
            if (doc.Start < from || !span.Contains(doc))
                continue;
            kept.Append(text, from, doc.Start - from);
            from = doc.End;
        }
        return kept.Append(text, from, span.End - from).ToString();
    }

    private static string AfterFirstLine(string text) =>
        text.IndexOf('\n') is var end and >= 0 ? text[(end + 1)..] : "";

    private static string Beginning(string text) => text.Length <= OpeningLength ? text : TextCut.Before(text, OpeningLength);
}
