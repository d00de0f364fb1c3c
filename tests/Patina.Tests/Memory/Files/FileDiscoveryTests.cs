using System.Diagnostics;
using Patina.Memory;
using Patina.Memory.Scraping;
using Patina.Memory.Scraping.Files;
using Patina.Tests.Memory.Git;

namespace Patina.Tests.Memory.Files;

public sealed class FileDiscoveryTests : IDisposable
{
    private readonly TemporaryRepository _repository = new();
    private readonly TemporaryFolder _elsewhere = new();

    public void Dispose()
    {
        _elsewhere.Dispose();
        _repository.Dispose();
    }

    [Fact]
    public void Run_Repository_ListsTrackedAndUntrackedButNotIgnored()
    {
        Write("tracked.cs", ".gitignore", "kept-though-ignored.log");
        _repository.Run("add", "--all");
        _repository.Write(".gitignore", "*.log\nout/\n");
        Write("new.cs", "other.log", "out/x.cs");

        Assert.Equal([".gitignore", "kept-though-ignored.log", "new.cs", "tracked.cs"], Found());
    }

    [Fact]
    public void Run_DeletedTrackedFile_IsPassedOver()
    {
        Write("a.cs", "b.cs");
        _repository.Commit("both");
        File.Delete(Path.Combine(_repository.Root, "a.cs"));

        Assert.Equal(["b.cs"], Found());
        Assert.Empty(Omitted());
    }

    [SkippableTheory]
    [InlineData("with space/and 'quote'.cs")]
    [InlineData("ünï/码.cs")]
    [InlineData("𠀀.cs")]
    [InlineData("line\nbreak.cs", true)]
    [InlineData("tab\tand\\backslash.cs", true)]
    [InlineData("-rf", false)]
    public void Run_StrangeName_IsKept(string path, bool unixOnly = false)
    {
        Skip.If(unixOnly && OperatingSystem.IsWindows(), "Windows has no such names.");
        Write(path);

        Assert.Equal([path], Found());
    }

    [SkippableFact]
    public void Run_NamesThatDifferInCase_AreTwoFiles()
    {
        Write("readme.md", "README.md", "Docs/a.md", "docs/a.md");
        Skip.If(Directory.GetFiles(_repository.Root).Length == 1, "This file system does not tell case apart.");

        Assert.Equal(["Docs/a.md", "README.md", "docs/a.md", "readme.md"], Found());
    }

    [Fact]
    public void Run_PatinaIgnore_AddsToGitignore()
    {
        Write("a.cs", "b.cs", "gen/c.cs", "gen/d.cs", "sub/e.cs", "sub/f.cs");
        _repository.Write(".patinaignore", "/gen/*\n!d.cs\nb.cs\n");
        _repository.Write("sub/.patinaignore", "e.cs\n");
        _repository.Commit("all tracked");

        Assert.Equal([".patinaignore", "a.cs", "gen/d.cs", "sub/.patinaignore", "sub/f.cs"], Found());
        Assert.Equal(["b.cs Ignored", "gen/c.cs Ignored", "sub/e.cs Ignored"], Omitted());
    }

    [Theory]
    [InlineData(".env", OmissionReason.Secret)]
    [InlineData(".env.production", OmissionReason.Secret)]
    [InlineData("deploy/server.PEM", OmissionReason.Secret)]
    [InlineData("id_rsa", OmissionReason.Secret)]
    [InlineData(".ssh/config", OmissionReason.Secret)]
    [InlineData("certs/app.p12", OmissionReason.Secret)]
    [InlineData(".npmrc", OmissionReason.Secret)]
    [InlineData(".netrc", OmissionReason.Secret)]
    [InlineData("package-lock.json", OmissionReason.LockFile)]
    [InlineData("Cargo.lock", OmissionReason.LockFile)]
    [InlineData("go.sum", OmissionReason.LockFile)]
    [InlineData("site/app.min.js", OmissionReason.Minified)]
    [InlineData("app.js.map", OmissionReason.Minified)]
    [InlineData("proto/a.pb.go", OmissionReason.Generated)]
    [InlineData("proto/a_pb2.py", OmissionReason.Generated)]
    [InlineData("Form.Designer.cs", OmissionReason.Generated)]
    [InlineData("vendor/x/a.go", OmissionReason.Vendored)]
    [InlineData("src/third_party/a.c", OmissionReason.Vendored)]
    [InlineData("logo.PNG", OmissionReason.NotText)]
    [InlineData("a.tar.gz", OmissionReason.NotText)]
    public void Run_NameOfAKind_IsLeftOut(string path, OmissionReason reason)
    {
        Write(path);

        Assert.Empty(Found());
        Assert.Equal([$"{path} {reason}"], Omitted());
    }

    [Theory]
    [InlineData(".env.example")]
    [InlineData("id_rsa.pub")]
    [InlineData("environment.cs")]
    [InlineData("vendor.cs")]
    [InlineData("lock.cs")]
    [InlineData("min.js")]
    [InlineData("keys/key.cs")]
    public void Run_NameThatOnlyLooksLikeIt_IsKept(string path)
    {
        Write(path);

        Assert.Equal([path], Found());
    }

    [Fact]
    public void Run_Sizes_AreBounded()
    {
        _repository.Write("limit.txt", new string('a', 1 << 20));
        _repository.Write("above.txt", new string('a', (1 << 20) + 1));
        _repository.Write("empty.txt", "");

        Assert.Equal(["limit.txt"], Found());
        Assert.Equal(["above.txt TooLarge", "empty.txt Empty"], Omitted());
    }

    [SkippableFact]
    public void Run_SymbolicLinks_AreNotFollowed()
    {
        Skip.If(OperatingSystem.IsWindows(), "Links need a privilege there.");
        var secret = _elsewhere.Write("secret.txt", "secret");
        Write("a.txt", "folder/b.txt");
        Link("inside.txt", "a.txt");
        Link("absolute.txt", secret);
        Link("relative.txt", Path.GetRelativePath(_repository.Root, secret));
        Link("folder-outside", _elsewhere.Path);
        Link("folder-inside", "folder");
        Link("dangling.txt", "missing");
        Link("circle.txt", "circle.txt");

        Assert.Equal(["a.txt", "folder/b.txt"], Found());
        Assert.Equal(
            [
                "absolute.txt OutsideProject", "circle.txt OutsideProject", "dangling.txt SymbolicLink",
                "folder-inside SymbolicLink", "folder-outside OutsideProject", "inside.txt SymbolicLink", "relative.txt OutsideProject",
            ],
            Omitted());
    }

    [SkippableFact]
    public void Run_TrackedFileBelowALink_IsNotRead()
    {
        Skip.If(OperatingSystem.IsWindows(), "Links need a privilege there.");
        Write("folder/deep/a.txt");
        _repository.Commit("a plain folder");
        Directory.Delete(Path.Combine(_repository.Root, "folder"), recursive: true);
        _elsewhere.Write("deep/a.txt", "secret");
        Link("folder", _elsewhere.Path);

        Assert.Empty(Found());
        Assert.Contains("folder/deep/a.txt OutsideProject", Omitted());
    }

    [SkippableFact]
    public void Run_Pipe_IsNotOpened()
    {
        Skip.If(OperatingSystem.IsWindows(), "There are none.");
        Write("pipe");
        _repository.Commit("a file");
        File.Delete(Path.Combine(_repository.Root, "pipe"));
        Process.Start("mkfifo", Path.Combine(_repository.Root, "pipe")).WaitForExit();

        Assert.Empty(Found());
    }

    [Fact]
    public void Run_SubmoduleAndNestedRepository_AreNamed()
    {
        using var library = new TemporaryRepository();
        library.Write("lib.c", "int x;");
        library.Commit("library");
        _repository.Run("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", library.Root, "libs/sub");
        Write("nested/a.c");
        _repository.RunIn(Path.Combine(_repository.Root, "nested"), "init", "--quiet");

        Assert.Equal([".gitmodules"], Found());
        Assert.Equal(["libs/sub OtherRepository", "nested/ OtherRepository"], Omitted());
    }

    [Fact]
    public void Run_Worktree_ListsItsOwnFiles()
    {
        Write("a.cs");
        _repository.Commit("one");
        var worktree = Path.Combine(_elsewhere.Path, "tree");
        _repository.Run("worktree", "add", "--quiet", worktree, "-b", "other");
        File.WriteAllText(Path.Combine(worktree, "b.cs"), "x");

        Assert.Equal(["a.cs", "b.cs"], Found(worktree));
        Assert.Equal(["a.cs"], Found());
    }

    [Fact]
    public void Run_FolderOfARepository_HasPathsOfItsOwn()
    {
        Write("top.cs", "part/a.cs", "part/b.cs", "part/deep/c.log");
        _repository.Write(".gitignore", "*.log\n/part/b.cs\n");

        Assert.Equal(["a.cs"], Found(Path.Combine(_repository.Root, "part")));
    }

    [Fact]
    public void Run_FolderThatAnOuterRepositoryIgnores_StandsForItself()
    {
        Write("part/a.cs");
        _repository.Write(".gitignore", "part/\n");

        Assert.Equal(["a.cs"], Found(Path.Combine(_repository.Root, "part")));
    }

    [Fact]
    public void Run_FolderWithoutGit_HonoursGitignore()
    {
        foreach (var path in (string[])["a.cs", "b.log", "out/c.cs", "deep/out.cs", "deep/keep.log", "node_modules/x.js"])
            _elsewhere.Write(path, "x");
        _elsewhere.Write(".gitignore", "*.log\nout/\n");
        _elsewhere.Write("deep/.gitignore", "!keep.log\n");

        Assert.Equal([".gitignore", "a.cs", "deep/.gitignore", "deep/keep.log", "deep/out.cs"], Found(_elsewhere.Path));
        Assert.Equal(["node_modules/x.js Vendored"], Omitted(_elsewhere.Path));
    }

    [Fact]
    public void Run_PatinasOwnFiles_AreNotListed()
    {
        Write(".patina/oxidize.yaml", ".patina/oxidize.lock", ".patina/data/patina.db", ".patina/data/embeddings/x.json");

        Assert.Empty(Found());
        Assert.Empty(Omitted());
    }

    [Fact]
    public void Run_BrokenRepository_IsNotTakenForAnEmptyOne()
    {
        Write("a.cs");
        _repository.Commit("one");
        File.WriteAllText(Path.Combine(_repository.Root, ".git", "index"), "damaged");

        var failure = Assert.Throws<MemoryException>(() => FileDiscovery.Run(new ProjectLayout(_repository.Root), CancellationToken.None));

        Assert.Equal(MemoryError.ToolFailed, failure.Reason);
    }

    private void Write(params string[] paths)
    {
        foreach (var path in paths)
            _repository.Write(path, "text\n");
    }

    private void Link(string path, string target) => File.CreateSymbolicLink(Path.Combine(_repository.Root, path), target);

    private IEnumerable<string> Found(string? root = null) => Run(root).Files.Select(file => file.Path);

    private IEnumerable<string> Omitted(string? root = null) =>
        Run(root).Omissions.Select(omission => $"{omission.Path} {omission.Reason}");

    private FileListing Run(string? root) => FileDiscovery.Run(new ProjectLayout(root ?? _repository.Root), CancellationToken.None);
}
