using System.Security.Cryptography;
using System.Text;

namespace Patina.Memory.Scraping.Git;

/// <summary>What a repository points to at one moment; taken with one git process.</summary>
internal sealed class GitSnapshot
{
    private const long MaxShallowBytes = 64 * 1024 * 1024;

    private GitSnapshot(string prefix, string? head, HashSet<string> shallow, byte[] fingerprint)
    {
        Prefix = prefix;
        Head = head;
        Shallow = shallow;
        Fingerprint = fingerprint;
    }

    /// <summary>Where the project lies in the repository, ending with <c>/</c>; empty at its top.</summary>
    public string Prefix { get; }

    /// <summary>The commit of HEAD; null while there is none.</summary>
    public string? Head { get; }

    /// <summary>The commits at the edge of a shallow clone, whose parents are not there.</summary>
    public IReadOnlySet<string> Shallow { get; }

    /// <summary>SHA-256 over all of this and the tags: equal snapshots have equal histories.</summary>
    public byte[] Fingerprint { get; }

    /// <summary>Asks git.</summary>
    /// <param name="reason">Why there is no snapshot: git's own words.</param>
    /// <returns>Null when the folder is in no repository that git is willing to open.</returns>
    public static GitSnapshot? Take(GitProgram git, CancellationToken cancellation, out string reason)
    {
        using var process = git.Start(withInput: false, cancellation,
            "rev-parse", "--show-prefix", "--git-path", "shallow", "HEAD", "--tags", "--symbolic-full-name", "--tags");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var lines = new List<string>();
        using (var output = new StreamReader(process.Output, Encoding.UTF8))
        {
            while (output.ReadLine() is { } line)
            {
                hash.AppendData(Encoding.UTF8.GetBytes(line + '\n'));
                if (lines.Count < 3)
                    lines.Add(line);
            }
        }
        var status = process.Finish();
        reason = process.Errors;
        if (lines.Count < 3)
            return null;

        // Without a first commit, git prints the word HEAD back and fails.
        var head = status == 0 ? lines[2] : null;
        var shallow = ReadShallow(Path.Combine(git.Root, lines[1]), hash);
        return new GitSnapshot(lines[0], head, shallow, hash.GetHashAndReset());
    }

    private static HashSet<string> ReadShallow(string path, IncrementalHash hash)
    {
        var file = new FileInfo(path);
        if (!file.Exists || file.Length > MaxShallowBytes)
            return [];
        var lines = File.ReadAllLines(path);
        foreach (var line in lines)
            hash.AppendData(Encoding.ASCII.GetBytes(line + '\n'));
        return new HashSet<string>(lines, StringComparer.Ordinal);
    }
}
