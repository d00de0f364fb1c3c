using Patina.Memory.Paths;
using Patina.Memory.Scraping.Git;

namespace Patina.Memory.Scraping.Files;

/// <summary>Finds the files of a project that are worth reading, and says of every other why not.</summary>
internal sealed class FileDiscovery
{
    private readonly ProjectLayout _layout;
    private readonly FileListing _listing = new();
    private readonly IgnoreTree _ignores;
    private readonly LinkedFolders _links;
    private readonly string _own;

    private FileDiscovery(ProjectLayout layout)
    {
        _layout = layout;
        _ignores = new IgnoreTree(layout.Root, ".patinaignore");
        _links = new LinkedFolders(layout.Root);
        _own = Relative(layout.PatinaFolder) + "/";
    }

    /// <exception cref="MemoryException">No such folder, or git refuses to read the repository.</exception>
    public static FileListing Run(ProjectLayout layout, CancellationToken cancellation)
    {
        if (!Directory.Exists(layout.Root))
            throw new MemoryException(MemoryError.BadProject, $"{layout.Root}: no such folder.");

        var discovery = new FileDiscovery(layout);
        foreach (var path in discovery.Candidates(cancellation).Order(StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            discovery.Add(path);
        }

        return discovery._listing;
    }

    private HashSet<string> Candidates(CancellationToken cancellation)
    {
        if (GitExecutable.Find(Environment.GetEnvironmentVariable("PATH")) is not { } git)
        {
            _listing.Notices.Add("There is no git in PATH: files are chosen by .gitignore alone, also those that git tracks all the same.");
            return FolderWalk.Read(_layout.Root, cancellation);
        }

        return GitFileList.Read(git, _layout.Root, cancellation) ?? FolderWalk.Read(_layout.Root, cancellation);
    }

    private void Add(string path)
    {
        if (path.StartsWith(_own, StringComparison.Ordinal))
            return; // Patina's own settings and data say nothing about the project
        if (FileRules.TryFind(path, out var reason, out var rule))
            Omit(path, reason, rule);
        else if (_ignores.IgnoresFile(path.TrimEnd('/')))
            Omit(path, OmissionReason.Ignored, ".patinaignore");
        else
            Inspect(path);
    }

    private void Inspect(string path)
    {
        var file = new FileInfo(Path.Combine(_layout.Root, path));
        if (_links.Covers(path))
            Omit(path, OmissionReason.OutsideProject, "lies below a symbolic link");
        else if (file.LinkTarget is { } target)
            Omit(path, _links.Leaves(file) ? OmissionReason.OutsideProject : OmissionReason.SymbolicLink, $"-> {target}");
        else if (Directory.Exists(file.FullName))
            Omit(path, OmissionReason.OtherRepository, "run patina inside it");
        else if (path.Contains('\uFFFD', StringComparison.Ordinal) && !file.Exists)
            Omit(path, OmissionReason.Unreadable, "its name is not valid UTF-8");
        else if (!file.Exists)
            return; // tracked, but deleted on disk
        else if (file.Length == 0)
            Omit(path, OmissionReason.Empty, "0 bytes");
        else if (file.Length > FileRules.MaxSize)
            Omit(path, OmissionReason.TooLarge, $"{file.Length:N0} bytes, limit {FileRules.MaxSize:N0}");
        else
            _listing.Files.Add(new FoundFile(path, FileStamp.Of(file)));
    }

    private void Omit(string path, OmissionReason reason, string detail) => _listing.Omissions.Add(new Omission(path, reason, detail));

    private string Relative(string path) => Path.GetRelativePath(_layout.Root, path).Replace('\\', '/');
}
