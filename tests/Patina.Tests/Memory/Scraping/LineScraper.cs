using System.Text.Json;
using Patina.Memory.Chunks;
using Patina.Memory.Events;
using Patina.Memory.Scraping;
using Patina.Memory.Storage;

namespace Patina.Tests.Memory.Scraping;

/// <summary>
/// Scrapes a tiny language in which a file can be written in one line of a test: <c>def Type.name</c>,
/// <c>call receiver.name</c>, <c>import module name</c>, each on a line; every definition is a chunk up to the next.
/// </summary>
internal sealed class LineScraper(string extension = ".code", ScrapeKind kind = ScrapeKind.Code) : IFileScraper
{
    private int _scraped;

    public ScrapeKind Kind => kind;

    public int Version { get; init; } = 1;

    /// <summary>Called with each path before it is scraped.</summary>
    public Action<string>? BeforeScrape { get; init; }

    /// <summary>How many files were scraped so far.</summary>
    public int Scraped => _scraped;

    public bool Owns(string eventType) => eventType == $"line.{kind}";

    public bool Accepts(string path) => path.EndsWith(extension, StringComparison.Ordinal);

    public void Scrape(string path, string text, List<MemoryEvent> events)
    {
        BeforeScrape?.Invoke(path);
        Interlocked.Increment(ref _scraped);
        var data = JsonSerializer.Serialize(new { text });
        events.Add(new MemoryEvent($"line.{kind}", "", path, data));
    }

    public void Materialize(string sourceName, IReadOnlyList<MemoryEvent> events, DerivedRows rows)
    {
        var text = JsonDocument.Parse(events[0].Data).RootElement.GetProperty("text").GetString()!;
        var lines = text.TrimEnd('\n').Split('\n');
        var starts = Enumerable.Range(0, lines.Length).Where(i => lines[i].StartsWith("def ", StringComparison.Ordinal)).ToList();
        if (starts.Count == 0 || starts[0] > 0)
            starts.Insert(0, 0);
        for (var i = 0; i < starts.Count; i++)
            AddBlock(sourceName, lines, starts[i], i + 1 < starts.Count ? starts[i + 1] : lines.Length, rows);
    }

    private void AddBlock(string path, string[] lines, int start, int end, DerivedRows rows)
    {
        var text = string.Join('\n', lines[start..end]);
        var symbol = lines[start].StartsWith("def ", StringComparison.Ordinal) ? lines[start][4..] : null;
        var chunk = new Chunk
        {
            Key = ChunkKey.Of(ChunkKind.Code, path, symbol, text, rows.Chunks.Count),
            Kind = kind == ScrapeKind.Docs ? ChunkKind.Doc : ChunkKind.Code,
            Path = path,
            StartLine = start + 1,
            EndLine = end,
            Title = lines[start],
            Symbol = symbol,
            Head = lines[start],
            Text = text,
        };
        rows.Chunks.Add(chunk);
        if (symbol is not null)
            rows.Symbols.Add(new SymbolRow(symbol.Split('.')[^1], symbol, "function", lines[start], "", start + 1, end, chunk.Key));
        for (var i = start; i < end; i++)
            AddLine(lines[i].Split(' '), i + 1, symbol, rows);
    }

    private static void AddLine(string[] words, int line, string? caller, DerivedRows rows)
    {
        switch (words)
        {
            case ["call", var called]:
                var cut = called.LastIndexOf('.');
                rows.Calls.Add(new CallRow(caller, called[(cut + 1)..], cut < 0 ? null : called[..cut], line));
                break;
            case ["import", var module, var name]:
                rows.Imports.Add(new ImportRow(module, name, line));
                break;
        }
    }
}
