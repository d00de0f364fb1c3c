namespace Patina.Memory.Scraping.Docs;

/// <summary>
/// Reads title and tags of a YAML front matter. Only these two keys at the outermost level, in their usual forms; all
/// else stays in the document's text, where it is searched like prose.
/// </summary>
internal static class FrontMatter
{
    private const int MaxTags = 32;

    public static DocMetadata? Read(string yaml)
    {
        string? title = null;
        var tags = new List<string>();
        var inTags = false;
        foreach (var raw in yaml.Split('\n'))
        {
            var line = raw.TrimEnd();
            if (TryValue(line, "title", out var value))
                title = Unquoted(value);
            else if (TryValue(line, "tags", out value) || TryValue(line, "keywords", out value))
                tags.AddRange(value.Trim('[', ']').Split(',').Select(Unquoted));
            else if (inTags && line.TrimStart().StartsWith("- ", StringComparison.Ordinal))
                tags.Add(Unquoted(line.TrimStart()[2..]));

            inTags = value.Length == 0 && IsListHead(line) || (inTags && line.TrimStart().StartsWith('-'));
        }

        tags.RemoveAll(tag => tag.Length == 0);
        return title is null && tags.Count == 0 ? null : new DocMetadata(title, tags[..Math.Min(tags.Count, MaxTags)]);
    }

    private static bool IsListHead(string line) => line is "tags:" or "keywords:";

    private static bool TryValue(string line, string key, out string value)
    {
        var matches = line.StartsWith(key + ":", StringComparison.Ordinal);
        value = matches ? line[(key.Length + 1)..].Trim() : "";
        return matches;
    }

    private static string Unquoted(string value) => value.Trim().Trim('"', '\'').Trim();
}
