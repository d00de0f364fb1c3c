using Patina.Memory.Corpus;
using Patina.Tests.Memory.Git;

namespace Patina.Tests.Memory.Corpus;

public sealed class CorpusTests : IDisposable
{
    private readonly TemporaryRepository _repository = new();

    public void Dispose() => _repository.Dispose();

    [Fact]
    public void Files_PythonAndRust_KeepCommentsApartFromText()
    {
        _repository.Write("src/cache.py", "def evict(cache, now):\n    \"\"\"Drops entries that are too old.\"\"\"\n    return [e for e in cache if e.age(now) < 5]\n");
        _repository.Write("src/lib.rs", "/// Adds two numbers.\npub fn add(a: i32, b: i32) -> i32 {\n    a + b\n}\n");
        _repository.Commit("first");
        var functions = ReadFiles().SelectMany(file => file.Functions).ToDictionary(function => function.Name);

        Assert.Equal("Drops entries that are too old.", functions["evict"].Doc);
        Assert.DoesNotContain("Drops entries", functions["evict"].Text, StringComparison.Ordinal);
        Assert.Contains("for e in cache", functions["evict"].Text, StringComparison.Ordinal);
        Assert.Equal("Adds two numbers.", functions["add"].Doc);
        Assert.StartsWith("pub fn add", functions["add"].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("two numbers", functions["add"].Head, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_Markdown_HasSectionsWithoutTheirHeadings()
    {
        _repository.Write("README.md", "# Tool\n\nIntro.\n\n## Install it\n\nRun the script.\n");
        _repository.Commit("first");
        var sections = Assert.Single(ReadFiles()).Sections;
        Assert.Equal(["Tool", "Install it"], sections[1].Headings);
        Assert.Equal("Run the script.", sections[1].Text.Trim());
    }

    [Fact]
    public void History_Commits_NewestFirstWithWhatTheyAdd()
    {
        _repository.Write("a.txt", "one\n");
        _repository.Commit("Begin\n\nWith a reason.\nAnd more.");
        _repository.Write("a.txt", "one\ntwo words\n");
        _repository.Write("b/c.txt", "new file\n");
        _repository.Commit("Add two words");
        var commits = new List<CorpusCommit>();
        CorpusHistory.Read(_repository.Root, limit: 10, commits.Add, default);

        Assert.Equal(["Add two words", "Begin"], commits.Select(commit => commit.Subject));
        Assert.Equal("With a reason.\nAnd more.", commits[1].Body);
        Assert.Equal(["a.txt", "b/c.txt"], commits[0].Files.Select(file => file.Path));
        Assert.Equal(" one\ntwo words\n", commits[0].Files[0].Added); // what git names as the surroundings of a change comes first
    }

    [Fact]
    public void History_LimitOrNoHistory_StopsThere()
    {
        var commits = new List<CorpusCommit>();
        CorpusHistory.Read(_repository.Root, limit: 10, commits.Add, default);
        Assert.Empty(commits);
        _repository.Write("a.txt", "one\n");
        _repository.Commit("One");
        _repository.Write("a.txt", "two\n");
        _repository.Commit("Two");
        CorpusHistory.Read(_repository.Root, limit: 1, commits.Add, default);
        Assert.Equal("Two", Assert.Single(commits).Subject);
        Assert.Equal(_repository.Head, CorpusHistory.Head(_repository.Root, default));
    }

    private List<CorpusFile> ReadFiles()
    {
        var files = new List<CorpusFile>();
        CorpusFiles.Read(_repository.Root, threads: 2, files.Add, default);
        return files;
    }
}
