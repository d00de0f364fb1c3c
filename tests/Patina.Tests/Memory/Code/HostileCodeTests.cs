using System.Text;
using Patina.Memory.Scraping.Code;

namespace Patina.Tests.Memory.Code;

/// <summary>Files that are no code, or code that nobody would write: all give events, lose nothing, and end.</summary>
public sealed class HostileCodeTests
{
    private readonly CodeScraper _scraper = new();

    private const int Size = 4_000;

    public static TheoryData<string, string> Files
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var extension in CodeFixture.SampleNames.Select(Path.GetExtension))
            {
                foreach (var hostile in new[] { "(", "{", "{}", "\"", "a ", "if (x) { ", "// x\n", "\t", "a.b().", "f(", "<", "\0", "\uD800", "🦊" })
                    data.Add(extension!, hostile);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Scrape_EndlessRepetition_Ends(string extension, string unit)
    {
        var text = string.Concat(Enumerable.Repeat(unit, Size / unit.Length));

        var rows = CodeDump.Rows(_scraper, "hostile" + extension, text);

        Assert.Equal(string.IsNullOrWhiteSpace(text), rows.Chunks.Count == 0);
    }

    [Fact]
    public void Scrape_ParserTakesTooLong_FallsBackToLineWindows()
    {
        var scraper = new CodeScraper(TimeSpan.FromMilliseconds(300));
        var text = new string('(', 1 << 20);

        var events = CodeDump.Events(scraper, "hostile.rs", text);
        var rows = CodeDump.Rows(scraper, "hostile.rs", text);

        Assert.Equal("""{"language":"rust","lines":1}""", events[0].Data);
        Assert.Equal(text, string.Concat(rows.Chunks.Select(chunk => chunk.Text)));
    }

    [Fact]
    public void Scrape_DeeplyNestedDefinitions_KeepsNamesShort()
    {
        var text = string.Concat(Enumerable.Repeat("mod a {\n", 20_000)) + new string('}', 20_000);

        var rows = CodeDump.Rows(_scraper, "deep.rs", text);

        Assert.All(rows.Symbols, symbol => Assert.InRange(symbol.QualifiedName.Length, 1, 100));
        Assert.NotEmpty(rows.Chunks);
    }

    [Fact]
    public void Scrape_ManyDefinitionsOnOneLine_FindsAll()
    {
        var text = string.Concat(Enumerable.Range(0, 5_000).Select(i => $"function f{i}(){{return g({i})}}"));

        var rows = CodeDump.Rows(_scraper, "min.js", text);

        Assert.Equal(5_000, rows.Symbols.Count);
        Assert.Equal(5_000, rows.Calls.Count);
        Assert.Equal(text, string.Concat(rows.Chunks.Where(chunk => chunk.Symbol is not null).Select(chunk => chunk.Text)));
    }

    [Fact]
    public void Scrape_BinaryWithCodeExtension_GivesText()
    {
        var bytes = new byte[200_000];
        new Random(1).NextBytes(bytes);

        var rows = CodeDump.Rows(_scraper, "binary.rs", Encoding.Latin1.GetString(bytes));

        Assert.NotEmpty(rows.Chunks);
        Assert.DoesNotContain(rows.Chunks, chunk => chunk.Text.Contains('\0'));
    }
}
