namespace Patina.Tests.Memory.Git;

/// <summary>Clones that lack something, and folders that are no plain repository.</summary>
public sealed class IncompleteRepositoryTests : IDisposable
{
    private readonly TemporaryRepository _repository = new();
    private readonly RecordedHistory _history = new();
    private readonly TemporaryFolder _elsewhere = new();

    public void Dispose()
    {
        _elsewhere.Dispose();
        _repository.Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public void Scrape_LostBlob_LosesOnlyTheLineCountsThatNeedIt(int lost)
    {
        var shas = CommitVersions(5);
        _repository.Lose($"{shas[lost]}:a.txt");

        _history.Scrape(_repository.Root);

        Assert.Equal(5, _history.Commits.Count);
        for (var i = 0; i < shas.Length; i++)
        {
            var counts = lost == i || lost == i - 1 ? "" : i == 0 ? " +1 -0" : " +1 -1";
            Assert.Equal([$"{(i == 0 ? 'A' : 'M')} a.txt{counts}"], _history.FilesOf(shas[i]));
        }
        Assert.Contains($"{(lost == 4 ? 1 : 2)} commits change files whose content", Assert.Single(_history.Notices), StringComparison.Ordinal);
    }

    [Fact]
    public void Scrape_LostBlobOfRenamedFile_KeepsBothPaths()
    {
        _repository.Write("old.txt", "a\nb\nc\nd\n");
        _repository.Commit("one");
        File.Delete(Path.Combine(_repository.Root, "old.txt"));
        _repository.Write("new.txt", "a\nb\nc\nD\n");
        var renamed = _repository.Commit("two");
        _repository.Write("other.txt", "x\n");
        var last = _repository.Commit("three");
        _repository.Lose($"{renamed}:new.txt");

        _history.Scrape(_repository.Root);

        Assert.Equal(["A new.txt", "D old.txt"], _history.FilesOf(renamed));
        Assert.Equal(["A other.txt +1 -0"], _history.FilesOf(last));
    }

    [Fact]
    public void Scrape_DamagedBlob_GoesOnBehindIt()
    {
        var shas = CommitVersions(4);
        var name = _repository.Run("rev-parse", $"{shas[1]}:a.txt");
        var file = Path.Combine(_repository.Root, ".git", "objects", name[..2], name[2..]);
        File.SetAttributes(file, FileAttributes.Normal);
        var bytes = File.ReadAllBytes(file);
        File.WriteAllBytes(file, bytes[..^4]); // its header can still be read

        _history.Scrape(_repository.Root);

        Assert.Equal(4, _history.Commits.Count);
        Assert.Equal(["M a.txt +1 -1"], _history.FilesOf(shas[3]));
        Assert.Equal(["A a.txt +1 -0"], _history.FilesOf(shas[0]));
        Assert.Equal(["M a.txt"], _history.FilesOf(shas[1]));
    }

    [Fact]
    public void Scrape_LostTree_KeepsTheMessages()
    {
        var shas = CommitVersions(4);
        _repository.Lose($"{shas[2]}^{{tree}}");

        _history.Scrape(_repository.Root);

        Assert.Equal(["version 3", "version 2", "version 1", "version 0"], _history.Commits.Select(commit => commit.Subject));
        Assert.Equal(["M a.txt +1 -1"], _history.FilesOf(shas[1]));
        Assert.Empty(_history.FilesOf(shas[2]));
        Assert.Contains("2 commits have folders that this clone lacks", Assert.Single(_history.Notices), StringComparison.Ordinal);
    }

    [Fact]
    public void Scrape_LostCommit_ThrowsToolFailed()
    {
        var shas = CommitVersions(3);
        _repository.Lose(shas[1]);

        var error = Assert.Throws<Patina.Memory.MemoryException>(() => _history.Scrape(_repository.Root));

        Assert.Equal(Patina.Memory.MemoryError.ToolFailed, error.Reason);
    }

    [Fact]
    public void Scrape_ShallowThenDeepened_ReadsTheEdgeAgain()
    {
        var shas = CommitVersions(4);
        var clone = Path.Combine(_elsewhere.Path, "clone");
        _repository.Run("clone", "--quiet", "--depth", "2", new Uri(_repository.Root).AbsoluteUri, clone);

        _history.Scrape(clone);
        Assert.Equal([shas[3], shas[2]], _history.Commits.Select(commit => commit.Sha));
        Assert.Equal(["M a.txt +1 -1"], _history.FilesOf(shas[3]));
        Assert.Empty(_history.FilesOf(shas[2])); // not the whole tree as added
        Assert.Contains("shallow", Assert.Single(_history.Notices), StringComparison.Ordinal);

        _repository.RunIn(clone, "fetch", "--quiet", "--unshallow");
        _history.Scrape(clone);

        Assert.Equal(["git:" + shas[2], "git:" + shas[1], "git:" + shas[0]], _history.Added);
        Assert.Empty(_history.Removed);
        Assert.Equal(["M a.txt +1 -1"], _history.FilesOf(shas[2]));
        Assert.Equal(shas[1], _history.Commits.Single(commit => commit.Sha == shas[2]).Parents);
    }

    [Fact]
    public void Scrape_ShallowByOne_HasOneCommit()
    {
        var shas = CommitVersions(3);
        var clone = Path.Combine(_elsewhere.Path, "clone");
        _repository.Run("clone", "--quiet", "--depth", "1", new Uri(_repository.Root).AbsoluteUri, clone);

        Assert.Equal([shas[2]], _history.Scrape(clone).Commits.Select(commit => commit.Sha));
        Assert.Empty(_history.FilesOf(shas[2]));
    }

    [Fact]
    public void Scrape_NoCommitYet_SaysSo()
    {
        _history.Scrape(_repository.Root);

        Assert.Empty(_history.Added);
        Assert.Contains("no commit yet", Assert.Single(_history.Notices), StringComparison.Ordinal);
    }

    [Fact]
    public void Scrape_NoRepository_SaysSoAndRemovesNothing()
    {
        CommitVersions(2);
        _history.Scrape(_repository.Root);

        _history.Scrape(_elsewhere.Path);

        Assert.Contains("in no git repository", Assert.Single(_history.Notices), StringComparison.Ordinal);
        Assert.Equal(2, _history.Commits.Count);
    }

    [Fact]
    public void Scrape_FolderOfLargerRepository_ReadsItsPartAlone()
    {
        _repository.Write("outside.txt", "x\n");
        _repository.Commit("outside");
        _repository.Write("project/src/a.txt", "x\n");
        _repository.Write("outside.txt", "y\n");
        var both = _repository.Commit("both");
        _repository.Write("outside.txt", "z\n");
        _repository.Commit("outside again");

        _history.Scrape(Path.Combine(_repository.Root, "project"));

        Assert.Equal(["git:" + both], _history.Added);
        Assert.Equal(["A src/a.txt +1 -0"], _history.FilesOf(both));
        Assert.Contains("project/", Assert.Single(_history.Notices), StringComparison.Ordinal);
    }

    [Fact]
    public void Scrape_LinkedWorktreeWithDetachedHead_ReadsWhatItsHeadReaches()
    {
        var shas = CommitVersions(3);
        var tree = Path.Combine(_elsewhere.Path, "tree");
        _repository.Run("worktree", "add", "--quiet", "--detach", tree, shas[1]);

        _history.Scrape(tree);

        Assert.Equal([shas[1], shas[0]], _history.Commits.Select(commit => commit.Sha));
    }

    [Fact]
    public void Scrape_BareRepository_ReadsItsHead()
    {
        var shas = CommitVersions(2);
        var bare = Path.Combine(_elsewhere.Path, "bare.git");
        _repository.Run("clone", "--quiet", "--bare", _repository.Root, bare);

        Assert.Equal([shas[1], shas[0]], _history.Scrape(bare).Commits.Select(commit => commit.Sha));
    }

    [Fact]
    public void Scrape_Submodule_IsAPathWithoutLines()
    {
        var pointer = new string('1', 40);
        _repository.Run("update-index", "--add", "--cacheinfo", $"160000,{pointer},vendor/lib");
        var sha = _repository.CommitIndex("add the submodule");

        Assert.Equal(["A vendor/lib"], _history.Scrape(_repository.Root).FilesOf(sha));
    }

    private string[] CommitVersions(int count)
    {
        var shas = new string[count];
        for (var i = 0; i < count; i++)
        {
            _repository.Write("a.txt", $"version {i}\n");
            shas[i] = _repository.Commit($"version {i}");
        }
        return shas;
    }
}
