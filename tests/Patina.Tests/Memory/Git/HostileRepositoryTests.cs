using Patina.Memory.Scraping.Git;

namespace Patina.Tests.Memory.Git;

/// <summary>A cloned repository brings configuration; none of it may run or change anything.</summary>
public sealed class HostileRepositoryTests : IDisposable
{
    private readonly TemporaryRepository _repository = new();
    private readonly TemporaryFolder _elsewhere = new();

    public void Dispose()
    {
        _elsewhere.Dispose();
        _repository.Dispose();
    }

    [SkippableTheory]
    [InlineData("core.fsmonitor")]
    [InlineData("core.pager")]
    [InlineData("core.sshCommand")]
    [InlineData("diff.external")]
    [InlineData("diff.evil.command")]
    [InlineData("diff.evil.textconv")]
    [InlineData("filter.evil.smudge")]
    [InlineData("pager.log")]
    [InlineData("gpg.program", "log.showSignature")]
    public void Scrape_ConfiguredCommand_IsNotRun(string key, string? enabledBy = null)
    {
        Skip.If(OperatingSystem.IsWindows(), "The command is a shell script.");
        var witness = Path.Combine(_elsewhere.Path, "witness");
        var script = _elsewhere.Write("evil.sh", $"#!/bin/sh\ntouch '{witness}'\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        _repository.Write(".gitattributes", "*.txt diff=evil filter=evil\n");
        _repository.Write("a.txt", "one\n");
        _repository.Commit("one");
        _repository.Write("a.txt", "two\n");
        var sha = _repository.Commit("two");
        _repository.Run("config", key, script);
        if (enabledBy is not null)
            _repository.Run("config", enabledBy, "true");

        var history = new RecordedHistory().Scrape(_repository.Root);

        Assert.False(File.Exists(witness));
        Assert.Equal(["M a.txt +1 -1"], history.FilesOf(sha));
    }

    [SkippableFact]
    public void Scrape_PromisorRemote_IsNotAskedForLostContent()
    {
        Skip.If(OperatingSystem.IsWindows(), "The command is a shell script.");
        var witness = Path.Combine(_elsewhere.Path, "witness");
        _repository.Write("a.txt", "one\n");
        var sha = _repository.Commit("one");
        _repository.Run("config", "extensions.partialClone", "origin");
        _repository.Run("config", "remote.origin.promisor", "true");
        _repository.Run("config", "protocol.ext.allow", "always");
        _repository.Run("config", "remote.origin.url", $"ext::sh -c touch% {witness}");
        _repository.Lose("HEAD:a.txt");

        var history = new RecordedHistory().Scrape(_repository.Root);

        Assert.False(File.Exists(witness));
        Assert.Equal(["A a.txt"], history.FilesOf(sha));
    }

    [Theory]
    [InlineData("color.ui", "always")]
    [InlineData("diff.renames", "false")]
    [InlineData("diff.relative", "true")]
    [InlineData("diff.ignoreSubmodules", "all")]
    [InlineData("diff.orderFile", "no/such/file")]
    [InlineData("log.showRoot", "false")]
    [InlineData("log.follow", "true")]
    [InlineData("log.decorate", "full")]
    [InlineData("log.abbrevCommit", "true")]
    [InlineData("core.abbrev", "7")]
    [InlineData("core.quotePath", "true")]
    [InlineData("format.pretty", "raw")]
    [InlineData("i18n.logOutputEncoding", "ISO-8859-1")]
    public void Scrape_ConfiguredOutput_ChangesNothing(string key, string value)
    {
        _repository.Write("ä.txt", "a\nb\nc\n");
        var first = _repository.Commit("größer");
        _repository.Run("mv", "ä.txt", "ö.txt");
        var second = _repository.Commit("two");
        _repository.Run("config", key, value);

        var history = new RecordedHistory().Scrape(_repository.Root);

        Assert.Empty(history.Notices);
        Assert.Equal(["two", "größer"], history.Commits.Select(commit => commit.Subject));
        Assert.Equal(["A ä.txt +3 -0"], history.FilesOf(first));
        Assert.Equal(["R ä.txt -> ö.txt +0 -0"], history.FilesOf(second));
    }

    [Fact]
    public void Find_RelativeFolderInPath_IsNotSearched()
    {
        var name = OperatingSystem.IsWindows() ? "git.exe" : "git";
        var program = _elsewhere.Write("bin/" + name, "");
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, Path.GetDirectoryName(program)!);

        Assert.Null(GitExecutable.Find(relative));
        Assert.Null(GitExecutable.Find(string.Join(Path.PathSeparator, ".", "", "..")));
        Assert.Null(GitExecutable.Find(null));
        Assert.Equal(program, GitExecutable.Find(relative + Path.PathSeparator + Path.GetDirectoryName(program)));
    }
}
