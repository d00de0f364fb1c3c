using Patina.Memory.Storage;

namespace Patina.Sharing.Git;

/// <summary>
/// Makes a commit of some files beside whatever else is going on in the clone: what is staged stays staged, and neither hooks nor
/// filters of the clone run.
/// </summary>
internal static class GitCommit
{
    private const string FileMode = "100644";

    /// <summary>Settings that name programs to sign with; only the user's own count, not the clone's.</summary>
    private static readonly (string Key, string Default)[] SigningPrograms =
    [
        ("gpg.program", "gpg"), ("gpg.openpgp.program", "gpg"), ("gpg.x509.program", "gpgsm"), ("gpg.ssh.program", "ssh-keygen"), ("gpg.ssh.defaultKeyCommand", ""),
    ];

    /// <param name="changes">Content by path.</param>
    /// <returns>Its hash; null if nothing changes.</returns>
    /// <exception cref="SharingException"><see cref="SharingError.NotWritten"/>.</exception>
    public static string? Make(GitFolder repository, IReadOnlyDictionary<string, string> changes, string message, CancellationToken cancellation)
    {
        var scratch = Directory.CreateTempSubdirectory("patina-commit-").FullName;
        try
        {
            var head = repository.Line(cancellation, "rev-parse", "HEAD");
            var blobs = changes.ToDictionary(change => change.Key, change => Store(repository, change.Value, scratch, cancellation));
            var now = repository.Files(cancellation).ToDictionary(file => file.Path, file => file.Blob);
            if (blobs.All(blob => now.GetValueOrDefault(blob.Key) == blob.Value))
                return null;

            var tree = TreeOf(repository.WithIndex(Path.Combine(scratch, "index")), head, blobs, cancellation);
            var commit = repository.Line(cancellation, [.. Signing(repository, cancellation, out var sign), "commit-tree", tree, .. sign, "-p", head, "-m", message]);
            repository.Line(cancellation, "update-ref", "-m", message, "HEAD", commit, head);
            CheckOut(repository, changes, blobs, cancellation);
            return commit;
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private static string Store(GitFolder repository, string text, string scratch, CancellationToken cancellation)
    {
        var file = Path.Combine(scratch, "content");
        File.WriteAllText(file, text);
        return repository.Line(cancellation, "hash-object", "-w", "--no-filters", "--", file);
    }

    /// <summary>The newest tree with the changes, by an index of its own.</summary>
    private static string TreeOf(GitFolder repository, string head, Dictionary<string, string> blobs, CancellationToken cancellation)
    {
        repository.Line(cancellation, "read-tree", head);
        foreach (var (path, blob) in blobs)
            repository.Line(cancellation, "update-index", "--add", "--cacheinfo", $"{FileMode},{blob},{path}");
        return repository.Line(cancellation, "write-tree");
    }

    /// <summary>Brings the files into the working tree and the index, where there are such.</summary>
    private static void CheckOut(
        GitFolder repository, IReadOnlyDictionary<string, string> changes, Dictionary<string, string> blobs, CancellationToken cancellation)
    {
        if (repository.TryRun(cancellation, out var output, "rev-parse", "--show-toplevel") != 0)
            return;
        var top = output.TrimEnd('\r', '\n');
        var filters = WithoutFilters(repository, cancellation);
        foreach (var (path, text) in changes)
        {
            if (LeadsElsewhere(top, path))
                throw new SharingException(SharingError.NotWritten, $"{Path.Combine(top, path)} leads out of the clone by a link. The vote is committed; remove the link and run: git checkout HEAD -- {path}");
            var file = Path.Combine(top, path);
            AtomicFile.Write(file, text);
            repository.Line(cancellation, [.. filters, "update-index", "--add", "--cacheinfo", $"{FileMode},{blobs[path]},{path}"]);
        }
    }

    /// <summary>
    /// Settings that empty the filters of the clone: git would run them to see whether files that were written just now have changed.
    /// </summary>
    private static List<string> WithoutFilters(GitFolder repository, CancellationToken cancellation)
    {
        var settings = new List<string>();
        if (repository.TryRun(cancellation, out var names, "config", "--name-only", "--null", "--get-regexp", @"^filter\..*\.(clean|process|smudge|required)$") != 0)
            return settings;
        foreach (var name in names.Split('\0', StringSplitOptions.RemoveEmptyEntries).Distinct())
            settings.AddRange(["-c", $"{name}={(name.EndsWith("required", StringComparison.Ordinal) ? "false" : "")}"]);
        return settings;
    }

    private static bool LeadsElsewhere(string top, string path)
    {
        var folder = top;
        foreach (var part in path.Split('/')[..^1])
        {
            folder = Path.Combine(folder, part);
            if (new DirectoryInfo(folder).LinkTarget is not null)
                return true;
        }

        return false;
    }

    /// <returns>Settings for git.</returns>
    /// <param name="sign">The option that signs, where the user signs all commits.</param>
    private static List<string> Signing(GitFolder repository, CancellationToken cancellation, out string[] sign)
    {
        sign = repository.TryRun(cancellation, out var value, "config", "--global", "--type=bool", "--get", "commit.gpgSign") == 0 && value.Trim() == "true"
            ? ["-S"]
            : [];
        var settings = new List<string>();
        foreach (var (key, fallback) in SigningPrograms)
        {
            var own = repository.TryRun(cancellation, out var program, "config", "--global", "--get", key) == 0 ? program.TrimEnd('\r', '\n') : fallback;
            settings.AddRange(["-c", $"{key}={own}"]);
        }

        return settings;
    }
}
