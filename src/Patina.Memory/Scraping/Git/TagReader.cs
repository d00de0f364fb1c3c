namespace Patina.Memory.Scraping.Git;

/// <summary>Reads all tags that point to commits.</summary>
internal static class TagReader
{
    private const int MaxFieldBytes = 4096;
    private const int MaxMessageBytes = 64 * 1024;
    private const string Format =
        "%(refname:strip=2)%00%(objectname)%00%(objecttype)%00%(*objectname)%00%(*objecttype)%00%(creatordate:iso-strict)%00%(contents:subject)%0a%0a%(contents:body)%00";

    /// <returns>Each tag with the object it names, which changes when the tag is moved or written anew.</returns>
    /// <exception cref="MemoryException"><see cref="MemoryError.ToolFailed"/>: an object is missing or damaged.</exception>
    public static IEnumerable<(TagEvent Tag, string ObjectName)> Read(GitProgram git, CancellationToken cancellation)
    {
        using var process = git.Start(withInput: false, cancellation, "for-each-ref", "--format=" + Format, "refs/tags");
        var tokens = new NulTokenReader(process.Output);
        while (tokens.Read(MaxFieldBytes, out _)?.TrimStart('\n') is { } name)
        {
            var objectName = tokens.Read(MaxFieldBytes, out _) ?? "";
            var type = tokens.Read(MaxFieldBytes, out _);
            var target = tokens.Read(MaxFieldBytes, out _) ?? "";
            var targetType = tokens.Read(MaxFieldBytes, out _);
            var date = tokens.Read(MaxFieldBytes, out _) ?? "";
            var message = tokens.Read(MaxMessageBytes, out _) ?? "";
            if (type == "commit")
                yield return (new TagEvent(name, objectName, date, ""), objectName);
            else if (targetType == "commit")
                yield return (new TagEvent(name, target, date, message.Trim('\n')), objectName);
        }
        process.FinishOrThrow("list the tags");
    }
}
