using System.Globalization;
using Patina.Sharing.Git;

namespace Patina.Sharing.Votes;

/// <summary>Reads from a repository's history which commit did what to which vote. Merges cast no votes.</summary>
internal static class VoteHistory
{
    private const char CommitMark = '\u0001';
    private const char FieldMark = '\u0002';

    /// <summary>A clone's own configuration must not choose the programs that check signatures.</summary>
    private static readonly string[] Command =
    [
        "-c", "gpg.program=gpg", "-c", "gpg.openpgp.program=gpg", "-c", "gpg.x509.program=gpgsm", "-c", "gpg.ssh.program=ssh-keygen",
        "-c", "gpg.ssh.allowedSignersFile=/dev/null", "-c", "gpg.ssh.revocationFile=", "-c", "log.showSignature=false", "-c", "log.follow=false",
        "log", "--full-history", "--no-merges", "--no-renames", "--raw", "--no-abbrev", "--no-decorate", "--no-mailmap", "--no-notes", "--no-ext-diff",
        $"--format=%x01%H%x02%ae%x02%ce%x02%at%x02%G?%x02%GP%x02%GF", "HEAD", "--", VotePath.Folder,
    ];

    public static IReadOnlyList<VoteEvent> Read(GitFolder repository, CancellationToken cancellation)
    {
        var generations = Generations(repository, cancellation);
        var events = new List<VoteEvent>();
        VoteCommit? commit = null;
        foreach (var line in repository.Run("read the history of votes", cancellation, Command).Split('\n'))
        {
            if (line.StartsWith(CommitMark))
                commit = ParseCommit(line[1..], generations);
            else if (line.StartsWith(':') && commit is not null && ParseChange(commit, line) is { } change)
                events.Add(change);
        }

        return events;
    }

    private static Dictionary<string, int> Generations(GitFolder repository, CancellationToken cancellation)
    {
        var generations = new Dictionary<string, int>();
        var lines = repository.Run("read the history", cancellation, "rev-list", "--parents", "--topo-order", "--reverse", "HEAD");
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var hashes = line.Split(' ');
            generations[hashes[0]] = hashes[1..].Select(parent => generations.GetValueOrDefault(parent)).DefaultIfEmpty().Max() + 1;
        }

        return generations;
    }

    private static VoteCommit? ParseCommit(string line, Dictionary<string, int> generations) =>
        line.Split(FieldMark) is [var hash, var author, var committer, var date, [var signature], var primary, var key]
            && long.TryParse(date, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds)
            ? new VoteCommit(hash, VotePath.Plain(author), VotePath.Plain(committer), seconds, generations.GetValueOrDefault(hash), signature, primary.Length > 0 ? primary : key.Length > 0 ? key : null)
            : null;

    /// <summary><c>:000000 100644 OLD NEW A⇥PATH</c>.</summary>
    private static VoteEvent? ParseChange(VoteCommit commit, string line)
    {
        var tab = line.IndexOf('\t');
        if (tab < 0 || line[1..tab].Split(' ') is not [_, var mode, _, var blob, _])
            return null;
        return new VoteEvent(commit, line[(tab + 1)..], mode == "000000" ? null : blob);
    }
}
