using System.Text;
using Patina.Memory.Scraping.Git;

namespace Patina.Sharing.Git;

/// <summary>
/// A repository that is read without trusting it: neither its configuration nor its hooks start anything, and no file of it is
/// checked out. A clone that was made for reading is removed with this object.
/// </summary>
internal sealed class GitFolder : IDisposable
{
    private const int MaxListBytes = 64 << 20;

    private readonly GitProgram _git;
    private readonly string? _temporary;

    private GitFolder(GitProgram git, string? temporary) => (_git, _temporary) = (git, temporary);

    public string Root => _git.Root;

    /// <summary>Opens a clone on this machine.</summary>
    /// <exception cref="SharingException"><see cref="SharingError.NoRepository"/>.</exception>
    public static GitFolder Open(string folder, CancellationToken cancellation)
    {
        var repository = new GitFolder(new GitProgram(Executable(), Path.GetFullPath(folder)), null);
        if (!Directory.Exists(folder) || repository.TryRun(cancellation, out _, "rev-parse", "--git-dir") != 0)
            throw new SharingException(SharingError.NoRepository, $"{folder} is no git repository. Clone one there, or give its address.");
        return repository;
    }

    /// <summary>Fetches a repository into a temporary folder.</summary>
    /// <param name="wholeHistory">Else its newest state only.</param>
    /// <exception cref="SharingException">It cannot be fetched, or is too large.</exception>
    public static GitFolder Fetch(GitAddress address, bool wholeHistory, CancellationToken cancellation)
    {
        var temporary = Directory.CreateTempSubdirectory("patina-git-").FullName;
        try
        {
            GitClone.Run(Executable(), address, temporary, wholeHistory, cancellation);
            return new GitFolder(new GitProgram(Executable(), Path.Combine(temporary, GitClone.FolderName)), temporary);
        }
        catch
        {
            Remove(temporary);
            throw;
        }
    }

    /// <summary>Files of the newest commit, by path; a link or a submodule is none.</summary>
    public IReadOnlyList<GitFile> Files(CancellationToken cancellation)
    {
        if (TryRun(cancellation, out var output, "ls-tree", "-r", "-z", "--long", "--full-tree", "HEAD") != 0)
            throw new SharingException(SharingError.NoRepository, $"{Root} has no commit yet.");
        return [.. output.Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(GitFile.Parse).OfType<GitFile>()];
    }

    /// <summary>The bytes of a file, of which the size is known.</summary>
    public byte[] Read(string blob, int maxBytes, CancellationToken cancellation)
    {
        using var process = _git.Start(withInput: false, cancellation, "cat-file", "blob", blob);
        var bytes = ReadAtMost(process.Output, maxBytes, $"{blob} in {Root}");
        process.FinishOrThrow($"read {blob}");
        return bytes;
    }

    /// <summary>The bytes of many files; null for one that is larger than <paramref name="maxBytes"/>.</summary>
    public IReadOnlyList<byte[]?> ReadMany(IReadOnlyList<string> blobs, int maxBytes, CancellationToken cancellation) =>
        GitBlobs.Read(_git, blobs, maxBytes, cancellation);

    /// <summary>The same repository, with another file as its index.</summary>
    public GitFolder WithIndex(string path) => new(new GitProgram(Executable(), Root) { IndexFile = path }, null);

    /// <summary>What a git command prints; it must succeed.</summary>
    public string Run(string purpose, CancellationToken cancellation, params ReadOnlySpan<string> arguments)
    {
        using var process = _git.Start(withInput: false, cancellation, arguments);
        var text = Encoding.UTF8.GetString(ReadAtMost(process.Output, MaxListBytes, $"what git prints of {Root}"));
        process.FinishOrThrow(purpose);
        return text;
    }

    /// <summary>The one line that a git command prints; it must succeed.</summary>
    /// <exception cref="SharingException"><see cref="SharingError.NotWritten"/>.</exception>
    public string Line(CancellationToken cancellation, params ReadOnlySpan<string> arguments)
    {
        using var process = _git.Start(withInput: false, cancellation, arguments);
        var text = Encoding.UTF8.GetString(ReadAtMost(process.Output, MaxListBytes, $"what git prints of {Root}"));
        return process.Finish() == 0
            ? text.TrimEnd('\r', '\n')
            : throw new SharingException(SharingError.NotWritten, $"git refused in {Root}: {process.Errors}");
    }

    public void Dispose()
    {
        if (_temporary is not null)
            Remove(_temporary);
    }

    /// <exception cref="SharingException"><see cref="SharingError.NoRepository"/>: there is no git.</exception>
    public static string Executable() => GitExecutable.Find(Environment.GetEnvironmentVariable("PATH"))
        ?? throw new SharingException(SharingError.NoRepository, "There is no git in PATH. Install it (https://git-scm.com).");

    /// <returns>The exit status.</returns>
    public int TryRun(CancellationToken cancellation, out string output, params ReadOnlySpan<string> arguments)
    {
        using var process = _git.Start(withInput: false, cancellation, arguments);
        output = Encoding.UTF8.GetString(ReadAtMost(process.Output, MaxListBytes, $"what git prints of {Root}"));
        return process.Finish();
    }

    private static byte[] ReadAtMost(Stream stream, int maxBytes, string what)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            if (bytes.Length + read > maxBytes)
                throw new SharingException(SharingError.TooLarge, $"{what} has more than {maxBytes} bytes, more than is ever shared. Nothing was used of it.");
            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }

    private static void Remove(string folder)
    {
        // Git's objects are read-only, and Windows does not delete such files.
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories))
            file.Attributes = FileAttributes.Normal;
        Directory.Delete(folder, recursive: true);
    }
}
