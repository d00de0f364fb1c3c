using Patina.Memory.Events;
using Patina.Memory.Storage;

namespace Patina.Memory.Scraping.Code;

/// <summary>
/// Reads source code by its grammar. A file whose grammar gives up is told in line windows, as text without one is.
/// Thread-safe.
/// </summary>
public sealed class CodeScraper : IFileScraper
{
    /// <summary>Ordinary code takes less than a microsecond; ten leave room for a busy machine.</summary>
    private const double MicrosecondsPerCharacter = 10;

    private static readonly TimeSpan BaseTime = TimeSpan.FromSeconds(2);

    private readonly TimeSpan? _timeLimit;

    public CodeScraper()
    {
    }

    /// <param name="timeLimit">Most time for one file, whatever its size.</param>
    internal CodeScraper(TimeSpan timeLimit) => _timeLimit = timeLimit;

    public ScrapeKind Kind => ScrapeKind.Code;

    public int Version => 1;

    public bool Owns(string eventType) => eventType.StartsWith("code.", StringComparison.Ordinal);

    public bool Accepts(string path) => LanguageTable.MayBeCode(path);

    /// <inheritdoc/>
    /// <exception cref="MemoryException">MissingLibrary or BadGrammar.</exception>
    public void Scrape(string path, string text, List<MemoryEvent> events)
    {
        var source = new SourceText(text);
        if (source.Text.AsSpan().IsWhiteSpace())
            return;
        var writer = new CodeEventWriter(path, events);
        var language = LanguageTable.Find(path, source.Text);
        using var parsed = language is null ? null : CodeGrammar.Of(language).Parse(source.Text, TimeFor(source.Text));
        if (parsed is null)
            WriteWindows(source, language, writer);
        else
            WriteCode(source, language!, parsed, writer);
    }

    public void Materialize(string sourceName, IReadOnlyList<MemoryEvent> events, DerivedRows rows) =>
        CodeMaterializer.Materialize(sourceName, events, rows);

    private TimeSpan TimeFor(string text) => _timeLimit ?? BaseTime + TimeSpan.FromMicroseconds(MicrosecondsPerCharacter * text.Length);

    private static void WriteCode(SourceText source, Language language, ParsedCode parsed, CodeEventWriter writer)
    {
        var model = DefinitionReader.Read(source, language, parsed.Facts);
        var layout = CodeLayout.Of(source, model, parsed.Tree);
        writer.WriteFile(language.Name, source.LineCount, model);
        foreach (var definition in model.Definitions)
            writer.WriteDefinition(definition, layout.Blocks[definition]);
        foreach (var block in layout.Rest)
        {
            foreach (var part in block.Parts)
                writer.WriteText(part.StartLine, part.EndLine, block.Text.AsSpan(part.Offset, part.Length));
        }
    }

    private static void WriteWindows(SourceText source, Language? language, CodeEventWriter writer)
    {
        writer.WriteFile(language?.Name ?? "text", source.LineCount, model: null);
        foreach (var window in LineWindows.Of(source))
            writer.WriteText(window.StartLine, window.EndLine, source.Text.AsSpan(window.Offset, window.Length));
    }
}
