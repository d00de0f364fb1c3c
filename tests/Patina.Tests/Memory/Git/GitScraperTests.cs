using System.Text;
using System.Text.Json;

namespace Patina.Tests.Memory.Git;

public sealed class GitScraperTests : IDisposable
{
    private readonly TemporaryRepository _repository = new();
    private readonly RecordedHistory _history = new();

    public void Dispose() => _repository.Dispose();

    [Fact]
    public void Scrape_OneCommit_KeepsAllItSays()
    {
        _repository.Write("src/a.txt", "one\ntwo\n");
        var sha = _repository.Commit("feat(parser)!: read it (#12)\n\nBecause of owner/repo#3.\n\nSigned-off-by: Ada Example\n");

        var commit = Assert.Single(_history.Scrape(_repository.Root).Commits);

        Assert.Equal(sha, commit.Sha);
        Assert.Equal("feat(parser)!: read it (#12)", commit.Subject);
        Assert.Equal("Because of owner/repo#3.", commit.Body);
        Assert.Equal(("Ada Example", "ada@example.org"), (commit.AuthorName, commit.AuthorEmail));
        Assert.Equal(TemporaryRepository.FirstCommit.ToUnixTimeSeconds(), commit.Timestamp);
        Assert.Equal(("", "feat", "parser", true), (commit.Parents, commit.Type, commit.Scope, commit.Breaking));
        Assert.Equal("#12 owner/repo#3", commit.IssueReferences);
        Assert.Equal(1, commit.FileCount);
        Assert.Equal(["A src/a.txt +2 -0"], _history.FilesOf(sha));
    }

    [Fact]
    public void Scrape_OneCommit_WritesTheEventLogsForm()
    {
        _repository.Write("a.txt", "one\n");
        var sha = _repository.Commit("fix: closes #7\n\nCo-authored-by: Bo <bo@example.org>\n");

        var written = Assert.Single(_history.Scrape(_repository.Root).EventsOf("git:" + sha));

        Assert.Equal(("git.commit", "2024-03-01T12:00:00+02:00", sha), (written.Type, written.Timestamp, written.SourceId));
        var expected = $$$"""
            {"sha":"{{{sha}}}","message":"fix: closes #7\n\nCo-authored-by: Bo <bo@example.org>","subject":"fix: closes #7","body":"",
            "author_name":"Ada Example","author_email":"ada@example.org","parents":[],"file_count":1,
            "files":[{"path":"a.txt","change_type":"A","lines_added":1,"lines_removed":0}],
            "parsed":{"type":"fix","breaking":false,"issue_refs":["#7"],"closes":["#7"],"trailers":["Co-authored-by: Bo <bo@example.org>"]}}
            """;
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(expected).RootElement, JsonDocument.Parse(written.Data).RootElement), written.Data);
    }

    [Fact]
    public void Scrape_EveryKindOfChange_GivesStatusAndLines()
    {
        _repository.Write("edited.txt", "one\ntwo\nthree\n");
        _repository.Write("moved.txt", "a\nb\nc\nd\ne\nf\n");
        _repository.Write("deleted.txt", "gone\n");
        _repository.Write("picture.bin", "\0\u0001\0");
        _repository.Commit("one");
        _repository.Write("edited.txt", "one\n2\n3\n3\n");
        File.Delete(Path.Combine(_repository.Root, "deleted.txt"));
        File.Delete(Path.Combine(_repository.Root, "moved.txt"));
        _repository.Write("sub/moved.txt", "a\nb\nc\nd\ne\nF\n");
        _repository.Write("picture.bin", "\0\u0002\0");
        var sha = _repository.Commit("two");

        _history.Scrape(_repository.Root);

        Assert.Equal(
            ["D deleted.txt +0 -1", "M edited.txt +3 -2", "M picture.bin", "R moved.txt -> sub/moved.txt +1 -1"],
            _history.FilesOf(sha).Order(StringComparer.Ordinal));
    }

    [SkippableTheory]
    [InlineData("with space.txt")]
    [InlineData("ünïcödé/文.txt")]
    [InlineData("-rf")]
    [InlineData("quote\"tab\tline\nend")]
    [InlineData(":(top)glob*")]
    public void Scrape_OddPath_KeepsItAsItIs(string path)
    {
        Skip.If(OperatingSystem.IsWindows() && path.AsSpan().IndexOfAny("\"\t\n:*") >= 0, "Windows has no such file names.");
        _repository.Write(path, "x\n");
        var sha = _repository.Commit("odd");

        Assert.Equal([$"A {path} +1 -0"], _history.Scrape(_repository.Root).FilesOf(sha));
    }

    [Fact]
    public void Scrape_NothingChanged_AddsNothing()
    {
        _repository.Write("a.txt", "a\n");
        _repository.Commit("one");
        _repository.Run("tag", "v1");
        _history.Scrape(_repository.Root);

        _history.Scrape(_repository.Root);

        Assert.Empty(_history.Added);
        Assert.Empty(_history.Removed);
    }

    [Fact]
    public void Scrape_NewCommit_AddsItAlone()
    {
        _repository.Commit("one");
        _history.Scrape(_repository.Root);
        var second = _repository.Commit("two");

        _history.Scrape(_repository.Root);

        Assert.Equal(["git:" + second], _history.Added);
        Assert.Empty(_history.Removed);
        Assert.Equal(2, _history.Commits.Count);
    }

    [Fact]
    public void Scrape_AmendedCommit_ReplacesIt()
    {
        _repository.Commit("one");
        var old = _repository.Commit("two");
        _history.Scrape(_repository.Root);
        var amended = _repository.Commit("two, better", "--amend");

        _history.Scrape(_repository.Root);

        Assert.Equal(["git:" + amended], _history.Added);
        Assert.Equal(["git:" + old], _history.Removed);
    }

    [Fact]
    public void Scrape_SwitchedBranch_SwapsWhatIsNotShared()
    {
        var shared = _repository.Commit("shared");
        _repository.Run("checkout", "--quiet", "-b", "other");
        var other = _repository.Commit("other");
        _history.Scrape(_repository.Root);
        _repository.Run("checkout", "--quiet", "main");
        var main = _repository.Commit("main");

        _history.Scrape(_repository.Root);

        Assert.Equal(["git:" + main], _history.Added);
        Assert.Equal(["git:" + other], _history.Removed);
        Assert.Equal(new HashSet<string> { main, shared }, _history.Commits.Select(commit => commit.Sha).ToHashSet());
    }

    [Fact]
    public void Scrape_ResetToAncestor_RemovesTheRest()
    {
        var first = _repository.Commit("one");
        var second = _repository.Commit("two");
        _history.Scrape(_repository.Root);
        _repository.Run("reset", "--quiet", "--hard", first);

        _history.Scrape(_repository.Root);

        Assert.Empty(_history.Added);
        Assert.Equal(["git:" + second], _history.Removed);
    }

    [Fact]
    public void Scrape_Merges_KeepTheirMessageAndListNoFiles()
    {
        _repository.Commit("base");
        var (silent, telling) = (Merge("a", "Merge branch 'a'"), Merge("b", "Merge pull request #5 from x/b\n\nTeach the parser tabs\n"));

        _history.Scrape(_repository.Root);

        var rows = _history.Rows();
        Assert.All(new[] { silent, telling }, sha => Assert.Empty(_history.FilesOf(sha)));
        Assert.Equal(2, rows.Commits.Single(commit => commit.Sha == silent).Parents.Split(' ').Length);
        Assert.DoesNotContain(rows.Chunks, chunk => chunk.Path == silent);
        Assert.Contains("Teach the parser tabs", rows.Chunks.Single(chunk => chunk.Path == telling).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Scrape_Tags_AreAddedMovedAndRemoved()
    {
        var first = _repository.Commit("one");
        _repository.Run("tag", "light");
        _repository.Run("tag", "--annotate", "--message", "The first", "v1.0/rc");
        _repository.Run("tag", "tree", "HEAD^{tree}");
        _history.Scrape(_repository.Root);
        Assert.Equal([("light", first), ("v1.0/rc", first)], Tags());

        var second = _repository.Commit("two");
        _repository.Run("tag", "--force", "light");
        _repository.Run("tag", "--delete", "v1.0/rc");
        _history.Scrape(_repository.Root);

        Assert.Equal([("light", second)], Tags());
        Assert.Equal(["git:" + second, "git:tag/light"], _history.Added);
        Assert.Equal(["git:tag/v1.0/rc"], _history.Removed);
    }

    [Fact]
    public void Scrape_MessageThatIsNotUtf8_ReplacesTheBadBytes()
    {
        _repository.CommitRaw("author A <a@b> 0 +0000\ncommitter A <a@b> 0 +0000\n\ncaf"u8.ToArray(), [0xE9], " ok"u8.ToArray());

        Assert.Equal("caf\uFFFD ok", Assert.Single(_history.Scrape(_repository.Root).Commits).Subject);
    }

    [Fact]
    public void Scrape_MessageInAnotherEncoding_IsConverted()
    {
        _repository.CommitRaw(
            "author A <a@b> 0 +0000\ncommitter A <a@b> 0 +0000\nencoding ISO-8859-1\n\ncaf"u8.ToArray(), [0xE9], " ok"u8.ToArray());

        Assert.Equal("café ok", Assert.Single(_history.Scrape(_repository.Root).Commits).Subject);
    }

    [Theory]
    [InlineData("author A <a@b> 99999999999999999999 +0000", "message")]
    [InlineData("author A <a@b> 4102444800000000 -9999", "message")]
    [InlineData("author <> nonsense", "message")]
    [InlineData("author A <a@b>", "message")]
    [InlineData("author A <a@b> 0 +0000", "message\0hidden\0\0\0")]
    [InlineData("author A <a@b> 0 +0000", "message\r\n\r\nbody")]
    public void Scrape_OddCommitObject_DoesNotDisturbItsNeighbours(string author, string message)
    {
        var odd = _repository.CommitRaw(Encoding.UTF8.GetBytes($"{author}\ncommitter A <a@b> 0 +0000\n\n{message}"));
        var next = _repository.Commit("next");

        _history.Scrape(_repository.Root);

        Assert.Equal(["message", "next"], _history.Commits.Select(commit => commit.Subject).Order(StringComparer.Ordinal));
        Assert.Equal(new HashSet<string> { "git:" + odd, "git:" + next }, _history.Added.ToHashSet());
    }

    [Fact]
    public void Scrape_HugeMessage_KeepsItsBeginning()
    {
        _repository.CommitIndex("subject\n\n" + string.Concat(Enumerable.Repeat("ä line of the body\n", 500_000)));
        var next = _repository.Commit("after");

        _history.Scrape(_repository.Root);

        var huge = _history.Commits.Single(commit => commit.Sha != next);
        Assert.Equal("subject", huge.Subject);
        Assert.InRange(huge.Body.Length, 50_000, 64 * 1024);
        Assert.Equal("after", _history.Commits.Single(commit => commit.Sha == next).Subject);
    }

    [Fact]
    public void Scrape_CommitOfManyFiles_BoundsTheListAndKeepsTheCount()
    {
        for (var i = 0; i < 1200; i++)
            _repository.Write($"many/{i:0000}.txt", "x\n");
        var sha = _repository.Commit("import");

        _history.Scrape(_repository.Root);

        Assert.Equal(1200, Assert.Single(_history.Commits).FileCount);
        Assert.Equal(1000, _history.FilesOf(sha).Count());
        Assert.Equal("A many/0999.txt +1 -0", _history.FilesOf(sha).Last());
    }

    [Fact]
    public void Scrape_Cancelled_Stops()
    {
        _repository.Commit("one");
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => _history.Scrape(_repository.Root, cancellation.Token));
    }

    private IEnumerable<(string, string)> Tags() => _history.Rows().Tags.Select(tag => (tag.Name, tag.Sha)).Order();

    private string Merge(string branch, string message)
    {
        _repository.Run("checkout", "--quiet", "-b", branch);
        _repository.Write(branch + ".txt", branch);
        _repository.Commit(branch);
        _repository.Run("checkout", "--quiet", "main");
        _repository.Run("merge", "--quiet", "--no-ff", "--message", message, branch);
        return _repository.Head;
    }
}
