using Patina.Memory.Scraping.Git;
using Patina.Memory.Storage;
using Patina.Memory.Storage.Reading;
using Patina.Tests.Memory.Scraping;

namespace Patina.Tests.Memory.Storage;

public sealed class HistoryReaderTests : IDisposable
{
    private readonly ScrapedProject _project = new() { Scrapers = [new GitScraper()] };

    public void Dispose() => _project.Dispose();

    [Fact]
    public void CoChanged_FileWithRename_CountsUnderAllItsNames()
    {
        Commit("first", ("a.txt", "a long enough text to be recognised\n1\n"), ("b.txt", "1"), ("c.txt", "1"));
        Commit("second", ("a.txt", "a long enough text to be recognised\n2\n"), ("b.txt", "2"));
        _project.Repository.Run("mv", "a.txt", "z.txt");
        Commit("third", ("b.txt", "3"));
        Commit("alone", ("z.txt", "a long enough text to be recognised\n3\n"));
        using var database = Scraped();

        Assert.Equal([new CoChange("b.txt", 3), new CoChange("c.txt", 1)], database.History.CoChanged("z.txt", 10));
        Assert.Equal([new CoChange("b.txt", 3)], database.History.CoChanged("z.txt", 1));
        Assert.Equal(["third", "second", "first"], Subjects(database.History.Evidence("z.txt", "b.txt", 10)));
        Assert.Equal(["alone", "third", "second", "first"], Subjects(database.History.CommitsOf("z.txt", 10)));
        Assert.Empty(database.History.CoChanged("missing", 10));
    }

    [Fact]
    public void Find_Prefix_FindsTheOnlyCommit()
    {
        var sha = Commit("one", ("a.txt", "1"));
        using var database = Scraped();

        Assert.Equal("one", database.History.Find(sha)!.Subject);
        Assert.Equal("one", database.History.Find(sha[..7].ToUpperInvariant())!.Subject);
        Assert.Null(database.History.Find(sha[..3]));
        Assert.Null(database.History.Find("zzzz' OR 1=1"));
        Assert.Equal(["A a.txt"], database.History.FilesOf(sha).Select(file => $"{file.Status} {file.Path}"));
    }

    [Fact]
    public void Run_RewrittenHistory_IsReconciled()
    {
        Commit("kept", ("a.txt", "1"));
        Commit("dropped", ("a.txt", "2"));
        Scraped().Dispose();
        _project.Repository.Run("reset", "--quiet", "--hard", "HEAD~1");
        Commit("instead", ("a.txt", "3"));
        using var database = Scraped();

        Assert.Equal(["instead", "kept"], Subjects(database.History.All()));
    }

    private MemoryDatabase Scraped()
    {
        _project.Run();
        return _project.Open();
    }

    private string Commit(string message, params (string Path, string Text)[] files)
    {
        foreach (var (path, text) in files)
            _project.With(path, text);
        return _project.Repository.Commit(message);
    }

    private static IEnumerable<string> Subjects(IEnumerable<CommitRow> commits) => commits.Select(commit => commit.Subject);
}
