using Patina.Memory;
using Patina.Memory.Scraping;
using Patina.Oxidize;
using Patina.Oxidize.Recipes;
using Patina.Scry;
using Patina.Tests.Embeddings;
using Patina.Tests.Memory.Git;

namespace Patina.Tests.Scry;

/// <summary>A small repository with code, documents, session notes and history, scraped and oxidized.</summary>
internal sealed class GardenProject : IDisposable
{
    private readonly TemporaryRepository _repository = new();

    public GardenProject()
    {
        Write("src/parser.py", "def parse_header(line):\n    \"\"\"Split a header line into name and value.\"\"\"\n    name, value = line.split(':')\n    return name, value\n");
        Write("src/cache.py", "class Cache:\n    \"\"\"Keep the newest entries.\"\"\"\n\n    def evict(self):\n        self.entries.pop(0)\n");
        Write("tests/test_parser.py", "def test_parse_header():\n    assert parse_header('a:b') == ('a', 'b')\n");
        ParserCommit = _repository.Commit("feat: add the parser and its cache");
        Write("docs/guide.md", "# Guide\n\n## Watering\n\nWater the plants every morning before the sun is high.\n");
        Write("layer/sessions/20250101-101010.md", "# Session: cache rules\n**ID**: 20250101-101010\n**Started**: 2025-01-01T10:10:10Z\n\n## Key Decisions\n- Evict the oldest entry because memory was short on small gardens\n- Keep watering times in the guide\n");
        Write("src/parser.py", "def parse_header(line):\n    \"\"\"Split a header line into name and value.\"\"\"\n    name, value = line.split(':', 1)\n    return name.strip(), value\n");
        Write("src/cache.py", "class Cache:\n    \"\"\"Keep the newest entries.\"\"\"\n\n    def evict(self):\n        return self.entries.pop(0)\n");
        _repository.Commit("fix: trim header names");
        Layout = new ProjectLayout(_repository.Root);
    }

    public ProjectLayout Layout { get; }

    /// <summary>The commit that brought <c>src/parser.py</c>, <c>src/cache.py</c> and the tests.</summary>
    public string ParserCommit { get; }

    public void Write(string path, string text) => _repository.Write(path, text);

    public GardenProject Scrape()
    {
        Patina.Memory.Scraping.Scrape.Run(Layout, new ScrapeOptions(), null, CancellationToken.None);
        return this;
    }

    public GardenProject Oxidize()
    {
        var recipe = RecipeFile.Load(Layout);
        using var engine = TestModels.Default.Open(recipe.ToRequest(Layout));
        Oxidizer.Run(Layout, recipe, engine, new OxidizeOptions(), null, CancellationToken.None);
        return this;
    }

    public ScrySession Open() => ScrySession.Open(Layout, TestModels.Default);

    public void Dispose() => _repository.Dispose();
}
