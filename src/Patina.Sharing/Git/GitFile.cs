using System.Globalization;

namespace Patina.Sharing.Git;

/// <summary>A regular file of a commit.</summary>
/// <param name="Path">In the repository, with <c>/</c>.</param>
/// <param name="Blob">The object that holds its bytes.</param>
internal sealed record GitFile(string Path, string Blob, long Bytes)
{
    /// <summary>Reads an entry of <c>git ls-tree --long -z</c>; null for what is no regular file.</summary>
    public static GitFile? Parse(string entry)
    {
        var tab = entry.IndexOf('\t');
        if (tab < 0)
            return null;
        var fields = entry[..tab].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields is ["100644" or "100755", "blob", var blob, var size] && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)
            ? new GitFile(entry[(tab + 1)..], blob, bytes)
            : null;
    }
}
