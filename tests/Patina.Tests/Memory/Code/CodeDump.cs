using System.Globalization;
using System.Text;
using Patina.Memory.Events;
using Patina.Memory.Scraping;
using Patina.Memory.Storage;

namespace Patina.Tests.Memory.Code;

/// <summary>Scrapes a text and writes what came of it in the form of the fixtures' expectations.</summary>
internal static class CodeDump
{
    public static DerivedRows Rows(IFileScraper scraper, string path, string text)
    {
        var rows = new DerivedRows();
        scraper.Materialize(path, Events(scraper, path, text), rows);
        return rows;
    }

    public static List<MemoryEvent> Events(IFileScraper scraper, string path, string text)
    {
        var events = new List<MemoryEvent>();
        scraper.Scrape(path, text, events);
        return events;
    }

    /// <summary>One line per symbol, import, call and chunk.</summary>
    public static string Of(DerivedRows rows)
    {
        var text = new StringBuilder();
        var format = CultureInfo.InvariantCulture;
        foreach (var s in rows.Symbols)
            text.Append(format, $"{s.Kind} {s.QualifiedName} {s.StartLine}-{s.EndLine} | {s.Signature} | {s.Doc.Replace("\n", "⏎", StringComparison.Ordinal)}\n");
        foreach (var i in rows.Imports)
            text.Append(format, $"import {i.Module} {i.Name ?? "-"} {i.Line}\n");
        foreach (var c in rows.Calls)
            text.Append(format, $"call {c.Line} {c.Caller ?? "-"} -> {c.Receiver ?? "-"} {c.Callee}\n");
        foreach (var c in rows.Chunks)
            text.Append(format, $"chunk {c.StartLine}-{c.EndLine} {c.Symbol ?? "-"} | {c.Title} | {c.Head}\n");
        return text.ToString();
    }
}
