using Patina.Scry;
using Patina.Scry.Benchmarks;

namespace Patina.Tests.Scry;

public sealed class QuerySetTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("patina-sets-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Load_RustFormat_ReadsEveryField()
    {
        var set = RetrievalQuerySet.Load(Write("set.json",
            """
            {"name": "mine", "queries": [
              {"id": "a", "query": "where", "relevant_docs": ["./src/a.rs"], "source_commit": "abc"},
              {"query": "words", "relevant": ["RRF"]}]}
            """));

        Assert.Equal("mine", set.Name);
        Assert.Equal(["a", "#2"], set.Queries.Select(query => query.Id));
        Assert.Equal(["./src/a.rs"], set.Queries[0].RelevantDocs);
        Assert.Equal("abc", set.Queries[0].SourceCommit);
        Assert.Equal(["RRF"], set.Queries[1].Keywords);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"queries": 3}""")]
    [InlineData("""{"queries": [{"id": "a"}]}""")]
    [InlineData("""{"queries": [{"query": 5}]}""")]
    [InlineData("""{"queries": [{"query": "q", "relevant_docs": [1]}]}""")]
    public void Load_MalformedSet_NamesTheFile(string json)
    {
        var path = Write("bad.json", json);
        var error = Assert.Throws<ScryException>(() => RetrievalQuerySet.Load(path));
        Assert.Equal(ScryError.BadQuerySet, error.Reason);
        Assert.Contains("bad.json", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_CodeSearchSet_ReadsSpansAndDerivesCategories()
    {
        Write("repos.json", """[{"name": "x", "repo": "o/x", "language": "go", "revision": "r1", "benchmark_root": null}]""");
        Write("annotations/x.json",
            """
            [{"query": "parseX", "relevant": [{"path": "a.go", "start_line": 5, "end_line": 9}], "secondary": ["b.go"]},
             {"query": "how are things done", "relevant": ["a.go"]},
             {"query": "things", "relevant": ["a.go"], "category": "semantic"}]
            """);

        var repository = Assert.Single(CodeSearchSet.Load(_folder, []).Repositories);

        Assert.Equal(["symbol", "architecture", "semantic"], repository.Queries.Select(query => query.Category));
        Assert.Equal([new CodeSearchTarget("a.go", 5, 9), new CodeSearchTarget("b.go", null, null)], repository.Queries[0].Targets);
    }

    [Fact]
    public void Load_UnknownName_IsRefused()
    {
        Write("repos.json", "[]");
        Assert.Equal(ScryError.BadQuerySet, Assert.Throws<ScryException>(() => CodeSearchSet.Load(_folder, ["y"])).Reason);
    }

    [Theory]
    [InlineData("src/a.go", 1, 4, false)]
    [InlineData("src/a.go", 1, 5, true)]
    [InlineData("a.go", 9, 30, true)]
    [InlineData("a.go", 10, 30, false)]
    [InlineData("ba.go", 5, 9, false)]
    public void Matches_SamePathAndOverlap(string path, int start, int end, bool expected) =>
        Assert.Equal(expected, new CodeSearchTarget("src/a.go", 5, 9).Matches(path, start, end));

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }
}
